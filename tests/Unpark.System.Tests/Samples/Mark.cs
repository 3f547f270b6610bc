using System.Text.RegularExpressions;
using Unpark.Findings;

namespace Unpark.Tests.Samples;

/// <summary>A comment in a sample that says what must be found at its line: "// want leak", "// want timer UP2002", "// want leak proven go1.27 net/http.(*conn).serve".</summary>
/// <param name="Functions">Library functions in which the goroutines wait instead of at the line itself.</param>
/// <param name="Class">Null: any class.</param>
/// <param name="Rule">Null: any rule.</param>
/// <param name="Since">The Go version from which it must be found.</param>
internal sealed partial record Mark(string File, int Line, string[] Functions, FindingClass? Class, string? Rule, Confidence Confidence, Version Since)
{
    /// <summary>All marks of a sample.</summary>
    public static IReadOnlyList<Mark> Of(string sample) => In(Path.Combine(Toolchains.Checkout.Samples, sample));

    /// <summary>The marks that this Go version must find and the report does not meet.</summary>
    public static IReadOnlyList<Mark> Missed(IEnumerable<Mark> marks, Report report, Version go) =>
        [.. marks.Where(mark => mark.Since <= go && !report.Findings.Any(mark.IsMetBy))];

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
        Covers(finding) && finding.Level > Level.Note && finding.Confidence >= Confidence && (Class is null || finding.Class == Class) && (Rule is null || finding.Rule.Id == Rule);

    public override string ToString() => $"{File}:{Line}: want {Class?.ToString().ToLowerInvariant() ?? "leak"} {Rule} {Confidence}";

    private static Mark Parse(string file, int line, string text)
    {
        var match = Form().Match(text);
        Assert.True(match.Success, $"{file}:{line}: '// want {text}' is not of the form of samples/README.md");
        return new(
            file,
            line,
            match.Groups["functions"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            match.Groups["class"].Value is "" or "leak" ? null : Enum.Parse<FindingClass>(match.Groups["class"].Value, ignoreCase: true),
            match.Groups["rule"].Success ? match.Groups["rule"].Value : null,
            match.Groups["sure"].Success ? Enum.Parse<Confidence>(match.Groups["sure"].Value, ignoreCase: true) : Confidence.Likely,
            match.Groups["go"].Success ? Version.Parse(match.Groups["go"].Value) : new(1, 0));
    }

    [GeneratedRegex(@"^((?<class>[a-z]+)|(?<rule>UP\d{4}))( (?<rule>UP\d{4}))?( (?<sure>proven|likely|suspected) go(?<go>1\.\d+))?(?<functions>( [\w/.()*]+)*)$")]
    private static partial Regex Form();
}
