using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.JUnit;

/// <summary>Cases that belong together: all findings of a piece of evidence, or the tests of one package.</summary>
internal sealed record JUnitSuite(string Name, IReadOnlyList<JUnitCase> Cases)
{
    public static List<JUnitSuite> Of(Report report, RenderOptions options)
    {
        var findings = JUnitCase.Of(report, options);
        if (!report.TestRuns.IsEmpty) return OfTests(report, findings);
        return [new("unpark", findings.Count > 0 ? findings : [new("nothing is stuck", "unpark", JUnitOutcome.Passed)])];
    }

    // A test that passed and left something behind has failed; what is tolerated is only told.
    private static List<JUnitSuite> OfTests(Report report, List<JUnitCase> findings)
    {
        var byTest = findings.ToLookup(one => (one.ClassName, NameOf(one)));
        var ran = report.TestRuns.Select(run => (run.Package, run.Result.Name)).ToHashSet();
        return
        [
            .. report.TestRuns.Select(run => With(OfRun(run), [.. byTest[(run.Package, run.Result.Name)]]))
                .Concat(findings.Where(one => !ran.Contains((one.ClassName, NameOf(one)))))
                .GroupBy(one => one.ClassName, StringComparer.Ordinal)
                .Select(package => new JUnitSuite(package.Key, [.. package])),
        ];
    }

    // "TestFetch #2" is the second finding of TestFetch.
    private static string NameOf(JUnitCase one) => one.Name.Split(" #")[0];

    private static JUnitCase OfRun(TestRun run) => new(run.Result.Name, run.Package, OutcomeOf(run.Result.Outcome), "go test", MessageOf(run.Result.Outcome), run.Result.Output) { Took = run.Result.Took };

    private static JUnitCase With(JUnitCase test, List<JUnitCase> findings)
    {
        if (findings.Count == 0) return test;
        var worst = findings.MaxBy(finding => finding.Outcome)!;
        var text = string.Join("\n\n", findings.Select(finding => $"{finding.Message}\n{finding.Text}").Prepend(test.Text).Where(text => text.Length > 0));
        var told = test with { Text = text, File = worst.File, Line = worst.Line };
        if (test.Outcome == JUnitOutcome.Failed) return told with { Message = $"{test.Message}; {worst.Message}" };
        return worst.Outcome == JUnitOutcome.Failed ? told with { Outcome = JUnitOutcome.Failed, Type = worst.Type, Message = worst.Message } : told;
    }

    private static JUnitOutcome OutcomeOf(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Passed => JUnitOutcome.Passed,
        TestOutcome.Skipped => JUnitOutcome.Skipped,
        TestOutcome.Failed => JUnitOutcome.Failed,
        _ => JUnitOutcome.Error,
    };

    private static string MessageOf(TestOutcome outcome) => outcome switch
    {
        TestOutcome.Skipped => "skipped",
        TestOutcome.Failed => "failed",
        TestOutcome.NotEnded => "did not end: its test binary ended first",
        _ => "",
    };
}
