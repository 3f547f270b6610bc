using Unpark.Findings;

namespace Unpark.Tests.Samples;

/// <summary>Every sample, built and run with the newest and the oldest Go, against the marks in its source.</summary>
public sealed class SamplesTests(SampleRuns runs) : IClassFixture<SampleRuns>
{
    public static IEnumerable<object[]> All =>
        from go in Toolchains.Used
        from sample in SampleRuns.Names
        select new object[] { sample, go.Name };

    [GoTheory, MemberData(nameof(All))]
    public async Task A_leak_is_found_at_its_mark_and_nowhere_else(string sample, string go)
    {
        var marks = Mark.Of(sample);
        Assert.NotEmpty(marks);

        var report = await runs.Of(sample, go, mended: false);

        var missing = Mark.Missed(marks, report, Toolchains.VersionOf(go));
        var extra = report.Findings.Where(IsLoud).Where(finding => !marks.Any(mark => mark.Covers(finding))).Select(finding => finding.Title).ToList();
        Assert.True(missing.Count == 0 && extra.Count == 0, $"missing: {string.Join("; ", missing)}\nunmarked: {string.Join("; ", extra)}\n{Described(report)}");
    }

    [GoTheory, MemberData(nameof(All))]
    public async Task A_mended_twin_has_no_finding_above_a_note(string sample, string go)
    {
        var report = await runs.Of(sample, go, mended: true);
        Assert.True(!report.Findings.Any(IsLoud), Described(report));
    }

    private static bool IsLoud(Finding finding) => finding.Level > Level.Note || finding.Confidence >= Confidence.Likely;

    private static string Described(Report report) =>
        $"{report.Total} goroutines in {report.Evidence.Length} pieces of evidence, findings:\n" + string.Join('\n', report.Findings.Select(finding => $"  {finding.Rule.Id} {finding.Confidence} {finding.Level}: {finding.Title}\n    " + string.Join("\n    ", finding.Because)))
        + "\nleft out: " + string.Join("; ", report.LeftOut.Select(omission => omission.ToString()));
}
