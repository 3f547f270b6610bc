using System.Globalization;
using System.Text;
using Unpark.Findings;

namespace Unpark.Tests.Samples;

/// <summary>Every sample, built and run with the newest and the oldest Go, against the marks in its source.</summary>
public sealed partial class SamplesTests(SampleRuns runs) : IClassFixture<SampleRuns>
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
        var extra = Unmarked(marks, report).Select(finding => finding.Title).ToList();
        Assert.True(missing.Count == 0 && extra.Count == 0, $"missing: {string.Join("; ", missing)}\nunmarked: {string.Join("; ", extra)}\n{Described(report)}");
    }

    [GoTheory, MemberData(nameof(All))]
    public async Task A_mended_twin_has_no_finding_above_a_note(string sample, string go)
    {
        var report = await runs.Of(sample, go, mended: true);
        Assert.True(!report.Findings.Any(IsLoud), Described(report));
    }

    [GoFact]
    public async Task The_table_of_the_page_is_what_is_measured()
    {
        string[] versions = [.. Toolchains.Used.Select(go => go.Name).Reverse()];
        var page = new StringBuilder("| sample |");
        // Of "Go 1.27.4" the minor version: the page does not change with each release.
        foreach (var go in versions) page.Append(CultureInfo.InvariantCulture, $" {go[..go.LastIndexOf('.')]}: found | elsewhere | mended twin |");
        page.Append("\n|---|").Append(string.Concat(versions.Select(_ => "--:|--:|--:|"))).Append('\n');
        foreach (var sample in SampleRuns.Names)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {sample} |");
            foreach (var go in versions) page.Append(await CellsAsync(sample, go));
            page.Append('\n');
        }
        AccuracyPage.Check("samples", page.ToString());
    }

    // Marked lines that are found, of those that must be; findings at other lines; findings of the mended twin.
    private async Task<string> CellsAsync(string sample, string go)
    {
        var marks = Mark.Of(sample);
        var (leaking, mended) = (await runs.Of(sample, go, mended: false), await runs.Of(sample, go, mended: true));
        var lines = marks.Where(mark => mark.Since <= Toolchains.VersionOf(go)).Select(mark => mark.Line).Distinct().Count();
        var missed = Mark.Missed(marks, leaking, Toolchains.VersionOf(go)).Select(mark => mark.Line).Distinct().Count();
        return $" {lines - missed} of {lines} | {Unmarked(marks, leaking).Count()} | {mended.Findings.Count(IsLoud)} |";
    }

    private static IEnumerable<Finding> Unmarked(IReadOnlyList<Mark> marks, Report report) =>
        report.Findings.Where(IsLoud).Where(finding => !marks.Any(mark => mark.Covers(finding)));

    private static bool IsLoud(Finding finding) => finding.Level > Level.Note || finding.Confidence >= Confidence.Likely;

    private static string Described(Report report) =>
        $"{report.Total} goroutines in {report.Evidence.Length} pieces of evidence, findings:\n" + string.Join('\n', report.Findings.Select(finding => $"  {finding.Rule.Id} {finding.Confidence} {finding.Level}: {finding.Title}\n    " + string.Join("\n    ", finding.Because)))
        + "\nleft out: " + string.Join("; ", report.LeftOut.Select(omission => omission.ToString()));
}
