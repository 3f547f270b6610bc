using System.Text.RegularExpressions;
using Unpark.Findings;

namespace Unpark.Tests.Samples;

/// <summary>A comment in a sample that says what must be found at its line: "// want leak ..." or "// want UP1003 proven go1.27".</summary>
/// <param name="Functions">Library functions in which the goroutines wait instead of at the line itself.</param>
/// <param name="Rule">Null: any rule.</param>
/// <param name="Since">The Go version from which it must be found.</param>
internal sealed partial record Mark(string File, int Line, string[] Functions, string? Rule, Confidence Confidence, Version Since)
{
    /// <summary>All marks of the Go files of a folder.</summary>
    public static IReadOnlyList<Mark> In(string folder) =>
    [
        .. from file in Directory.GetFiles(folder, "*.go").Order(StringComparer.Ordinal)
           from line in System.IO.File.ReadLines(file).Index()
           from text in line.Item.Split("// want ").Skip(1)
           select Parse(Path.GetFileName(file), line.Index + 1, text.Trim()),
    ];

    /// <summary>The place the finding names is the one marked.</summary>
    public bool Covers(Finding finding) =>
        finding.Site?.Frame is { } frame
        && ((frame.Line == Line && frame.File.EndsWith("/" + File, StringComparison.Ordinal)) || Functions.Contains(frame.Function, StringComparer.Ordinal));

    public bool IsMetBy(Finding finding) =>
        Covers(finding) && finding.Level > Level.Note && finding.Confidence >= Confidence && (Rule is null || finding.Rule.Id == Rule);

    public override string ToString() => $"{File}:{Line}: want {Rule ?? "leak"}";

    private static Mark Parse(string file, int line, string text)
    {
        if (text.Split(' ') is ["leak", .. var functions]) return new(file, line, functions, null, Confidence.Likely, new(1, 0));
        var match = RuleMark().Match(text);
        Assert.True(match.Success, $"{file}:{line}: '// want {text}' is neither 'leak [function...]' nor 'UP1234 proven go1.27'");
        return new(file, line, [], match.Groups["rule"].Value, Enum.Parse<Confidence>(match.Groups["sure"].Value, ignoreCase: true), Version.Parse(match.Groups["go"].Value));
    }

    [GeneratedRegex(@"^(?<rule>UP\d{4}) (?<sure>proven|likely|suspected) go(?<go>1\.\d+)$")]
    private static partial Regex RuleMark();
}
