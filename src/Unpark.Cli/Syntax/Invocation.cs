using System.CommandLine;
using System.Text;
using Unpark.Cli.Output;
using Unpark.Rendering.Terminal;

namespace Unpark.Cli.Syntax;

/// <summary>One run of a command: the values of its options, and the way to its output.</summary>
internal sealed class Invocation(UnparkCommand command, ParseResult parsed, Surroundings world, CancellationToken cancellation)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public Surroundings World => world;

    public CancellationToken Cancellation => cancellation;

    /// <summary>A command of the user's, behind <c>--</c>; empty without.</summary>
    public IReadOnlyList<string> OtherWords { get; init; } = [];

    public bool Quiet => Has(command.Common.Quiet);

    public bool Verbose => Has(command.Common.Verbose);

    /// <summary>Progress may be shown: nobody keeps it, and nobody asked for silence.</summary>
    public bool ShowsProgress => world.ErrorIsTerminal && !Quiet;

    /// <summary>The files of --output, "-" among them, as given.</summary>
    public IReadOnlyList<string> Outputs => parsed.GetValue(command.Common.Output) ?? [];

    public bool ToFile => File is not null;

    public bool Colored => IsColored(ToFile);

    /// <summary>Columns to fit in; null where nothing is to be cut.</summary>
    public int? Columns => ToFile ? null : world.Columns;

    public TextStyle Style => StyleOf(ToFile);

    // Of a command with one answer; null is standard output.
    private string? File => Outputs switch
    {
        [] or ["-"] => null,
        [var file] => file,
        _ => throw new UsageException($"{command.Name} gives one answer: give --output once"),
    };

    public bool Has(Flag flag) => IsGiven(flag);

    public bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Of an option with a default.</summary>
    public T Value<T>(Option<T> option) => parsed.GetValue(option)!;

    /// <summary>Null when the option is not given and has no default.</summary>
    public T? ValueOrNull<T>(Option<T> option) where T : class => parsed.GetValue(option);

    public T Value<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>A line on standard error for whoever watches; kept out of the answer.</summary>
    public void Warn(string message)
    {
        if (!Quiet) world.Error.WriteLine("unpark: " + message);
    }

    /// <summary>Writes the answer to standard output or to the file of --output.</summary>
    public void Print(Action<TextWriter> write) => PrintBytes(stream =>
    {
        using var writer = new StreamWriter(stream, Utf8, bufferSize: 1 << 14, leaveOpen: true) { NewLine = "\n" };
        write(writer);
    });

    /// <inheritdoc cref="Print"/>
    public void PrintBytes(Action<Stream> write)
    {
        if (File is { } file) OutputFile.Write(file, write);
        else world.Write(write);
    }

    /// <summary>Of text that goes to a file, or to standard output.</summary>
    public TextStyle StyleOf(bool toFile) => new(IsColored(toFile), toFile ? 0 : world.Columns ?? 0, Verbose)
    {
        LongOptions = !command.OwnsDashes,
        // A file may be read elsewhere.
        Folder = toFile ? null : world.CurrentFolder().Replace('\\', '/'),
    };

    private bool IsColored(bool toFile) => Coloring.Decide(
        Has(command.Common.NoColor) ? "never" : Value(command.Common.Color), world.OutputIsTerminal && !toFile, world.Variable);
}
