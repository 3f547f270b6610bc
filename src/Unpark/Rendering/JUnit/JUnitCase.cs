using System.Text;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.JUnit;

/// <summary>A finding as a test case.</summary>
/// <param name="ClassName">What stands for the suite in most readers: the function where goroutines wait.</param>
/// <param name="Type">Rule and how sure: "UP1001 likely".</param>
/// <param name="Message">One line.</param>
/// <param name="Text">All of it.</param>
internal sealed record JUnitCase(string Name, string ClassName, JUnitOutcome Outcome, string Type = "", string Message = "", string Text = "")
{
    public string? File { get; init; }

    public int Line { get; init; }

    public TimeSpan Took { get; init; }

    /// <summary>One a finding, and what could not be read.</summary>
    public static List<JUnitCase> Of(Report report, RenderOptions options)
    {
        var sources = options.Sources.With(report.Findings.Select(finding => finding.Stack));
        var cases = new List<JUnitCase>();
        var named = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var finding in report.Findings) AddAll(OfTests(finding, OfFinding(finding, sources, options.Fails(finding) ? null : WhyNot(finding))));
        foreach (var suppressed in report.Suppressed) AddAll(OfTests(suppressed.Finding, OfFinding(suppressed.Finding, sources, Phrases.Of(suppressed.Suppression))));
        foreach (var diagnostic in report.Diagnostics.Where(diagnostic => diagnostic.Fatal)) Add(new("evidence can be read", diagnostic.Source, JUnitOutcome.Error, "evidence", diagnostic.Message, diagnostic.ToString()));
        return cases;

        void AddAll(IEnumerable<JUnitCase> several)
        {
            foreach (var one in several) Add(one);
        }

        // Readers keep one of several cases of one name.
        void Add(JUnitCase one)
        {
            var key = $"{one.ClassName}\n{one.Name}";
            var same = named.GetValueOrDefault(key) + 1;
            named[key] = same;
            cases.Add(same == 1 ? one : one with { Name = $"{one.Name} #{same}" });
        }
    }

    // What tests left stands under their own names, as go test's other reports have them.
    private static IEnumerable<JUnitCase> OfTests(Finding finding, JUnitCase one) => finding.Tests.IsEmpty
        ? [one]
        : finding.Tests.Select(test => one with { Name = test.Name ?? one.Name, ClassName = test.Package.Length > 0 ? test.Package : one.ClassName });

    private static JUnitCase OfFinding(Finding finding, Analysis.SourceTree sources, string? tolerated)
    {
        var frame = finding.Site?.Frame ?? finding.Stack.Leaf;
        return new($"{finding.Rule.Id} {finding.Rule.Name}", frame is { Function.Length: > 0 } ? frame.Function : "unpark", tolerated is null ? JUnitOutcome.Failed : JUnitOutcome.Skipped)
        {
            Type = $"{finding.Rule.Id} {Verdict.Word(finding.Confidence)}",
            Message = tolerated is null ? finding.Title : $"{finding.Title} ({tolerated})",
            Text = TextOf(finding),
            File = frame is { File.Length: > 0 } ? sources.PathOf(frame) ?? frame.File : null,
            Line = frame?.Line ?? 0,
        };
    }

    private static string WhyNot(Finding finding) =>
        finding.Level == Level.Note ? "a note" : $"{Verdict.Word(finding.Confidence)}: below --fail-on";

    private static string TextOf(Finding finding)
    {
        var text = new StringBuilder();
        if (finding.Site?.Frame is { } site) AppendPlace(text, "stuck at", site);
        if (finding.CreatedBy is { } creator) AppendPlace(text, "created at", creator);
        foreach (var reason in finding.Because) text.Append("because: ").Append(reason).Append('\n');
        foreach (var innocent in finding.RuledOut) text.Append("not: ").Append(innocent).Append('\n');
        foreach (var unknown in finding.Unknown) text.Append("unknown: ").Append(unknown).Append('\n');
        text.Append("fix: ").Append(finding.Fix).Append('\n');
        foreach (var frame in finding.Stack.Frames.Take(50)) AppendPlace(text, "   ", frame);
        return text.ToString();
    }

    private static void AppendPlace(StringBuilder text, string head, Frame frame) =>
        text.Append(head).Append(' ').Append(frame.Place).Append("  ").Append(frame.Function).Append('\n');
}
