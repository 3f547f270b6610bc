using Unpark.Analysis;
using Unpark.Findings;

namespace Unpark.Rendering.GitHub;

/// <summary>The report as annotations of a pull request: what a step of GitHub Actions prints.</summary>
/// <remarks>GitHub shows ten annotations of each level of a step and drops the others: where there are more, the tenth says so and the rest is plain text in the log. Notes make no annotation.</remarks>
public static class ReportGitHub
{
    private const int Shown = 10;
    private const int ReasonsShown = 6;

    public static void Write(Report report, TextWriter output, RenderOptions options)
    {
        var sources = options.Sources.With(report.Findings.Select(finding => finding.Stack));
        output.WriteLine("unpark: " + WorkflowCommand.Inert(Verdict.Of(report)));
        WriteLevel("error", Level.Error, report, output, sources);
        WriteLevel("warning", Level.Warning, report, output, sources);
        if (!report.Suppressed.IsEmpty) output.WriteLine($"unpark: {report.Suppressed.Length} suppressed");
        foreach (var diagnostic in report.Diagnostics) output.WriteLine("unpark: " + WorkflowCommand.Inert(diagnostic.ToString()));
    }

    private static void WriteLevel(string name, Level level, Report report, TextWriter output, SourceTree sources)
    {
        var findings = report.Findings.Where(finding => finding.Level == level).ToList();
        var annotated = findings.Count > Shown ? Shown - 1 : findings.Count;
        foreach (var finding in findings.Take(annotated)) output.WriteLine(Annotation(name, finding, sources));
        if (annotated == findings.Count) return;

        output.WriteLine(WorkflowCommand.Of(name, $"and {findings.Count - annotated} more: they are in the log of this step. GitHub shows {Shown} annotations.", "unpark"));
        foreach (var finding in findings.Skip(annotated)) output.WriteLine($"{name}: {WorkflowCommand.Inert(finding.Title)} [{finding.Rule.Id}]");
    }

    private static string Annotation(string name, Finding finding, SourceTree sources)
    {
        var frame = finding.Site?.Frame ?? finding.Stack.Leaf;
        return WorkflowCommand.Of(
            name,
            MessageOf(finding),
            $"{finding.Rule.Id} {finding.Rule.Name} ({Verdict.Word(finding.Confidence)})",
            frame is null ? null : sources.PathOf(frame),
            frame?.Line ?? 0);
    }

    private static string MessageOf(Finding finding) =>
        string.Join('\n', [finding.Title, .. Phrases.TestsOf(finding).Select(test => "Test: " + test), .. finding.Because.Take(ReasonsShown).Select(reason => "- " + reason), "Fix: " + finding.Fix]);
}
