using Unpark.Cli.Syntax;
using Unpark.Findings;
using Unpark.Rendering;

namespace Unpark.Cli.Output;

/// <summary>One form of the report and where it goes.</summary>
/// <param name="File">Null is standard output.</param>
internal sealed record Destination(ReportFormat Format, string? File)
{
    /// <summary>Standard output first, if anything goes there, then the files in the order given.</summary>
    /// <param name="formats">Names of --format; empty when it is not given.</param>
    /// <param name="outputs">Values of --output: "FILE", "FORMAT=FILE" or "-".</param>
    /// <exception cref="UsageException">Two forms go to one place, or none of several is meant by a file.</exception>
    public static IReadOnlyList<Destination> Of(IReadOnlyList<string> formats, IReadOnlyList<string> outputs)
    {
        var files = outputs.Select(output => Parse(output, formats)).ToList();
        var homeless = formats.Distinct().Where(name => !files.Exists(file => file.Format.Name == name)).Select(name => new Destination(FormatOf(name), null)).ToList();
        if (files.Count == 0 && homeless.Count == 0) return [new(ReportFormats.Default, null)];

        List<Destination> all = [.. homeless, .. files.Where(file => file.File is null), .. files.Where(file => file.File is not null)];
        RequireOneFormEach(all);
        return all;
    }

    /// <param name="options">All but the style, which is that of the place.</param>
    public void Write(Report report, RenderOptions options, Invocation call)
    {
        options = options with { Style = call.StyleOf(toFile: File is not null) };
        if (File is null) call.World.Write(Print);
        else OutputFile.Write(File, Print);

        void Print(Stream output) => Format.Write(report, output, options);
    }

    private static Destination Parse(string output, IReadOnlyList<string> formats)
    {
        var equals = output.IndexOf('=');
        if (equals > 0 && ReportFormats.Find(output[..equals]) is { } named) return new(named, FileOf(output[(equals + 1)..]));
        return new(FormatOf(output, formats), FileOf(output));
    }

    private static string? FileOf(string name) => name switch
    {
        "-" => null,
        "" => throw new UsageException("--output names no file"),
        _ => name,
    };

    private static ReportFormat FormatOf(string file, IReadOnlyList<string> formats)
    {
        if (formats is [var only]) return FormatOf(only);
        if (ReportFormats.OfFile(file) is { } format && (formats.Count == 0 || formats.Contains(format.Name))) return format;
        return formats.Count == 0
            ? ReportFormats.Default
            : throw new UsageException($"which of {string.Join(", ", formats)} goes to {file}? Say it as in {formats[0]}={file}");
    }

    private static ReportFormat FormatOf(string name) => ReportFormats.Find(name)!;

    private static void RequireOneFormEach(List<Destination> all)
    {
        foreach (var destination in all)
        {
            var others = all.Where(other => other.File == destination.File).Select(other => other.Format.Name).ToList();
            if (others.Count < 2) continue;
            throw new UsageException($"{string.Join(" and ", others)} cannot both go to {destination.File ?? "standard output"}: give each its own file, as in -o {others[^1]}=FILE");
        }
    }
}
