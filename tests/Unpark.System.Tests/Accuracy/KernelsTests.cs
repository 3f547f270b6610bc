using System.Globalization;
using System.Text;

namespace Unpark.Tests.Accuracy;

/// <summary>Kernels written after the classes of published studies: what does one dump of each tell?</summary>
public sealed class KernelsTests(KernelRuns runs) : IClassFixture<KernelRuns>
{
    private const double FoundAtLeast = 0.95, ClassAtLeast = 0.9;

    /// <summary>Of SIGQUIT, where some kernels hang goroutine 1.</summary>
    private const double FoundOnSignal = 0.75, ClassOnSignal = 0.75;

    [GoFact]
    public void There_are_kernels_of_every_class()
    {
        Assert.True(Kernel.All.Count >= 30, $"only {Kernel.All.Count}");
        Assert.Equal(10, Kernel.All.Select(kernel => kernel.Cause).Distinct().Count());
    }

    [GoFact]
    public void Stuck_places_are_found_in_a_dump_alone() => AssertShare(FoundOnSignal, FoundAtLeast, verdict => verdict.Found);

    [GoFact]
    public void Their_class_is_right() => AssertShare(ClassOnSignal, ClassAtLeast, verdict => verdict.ClassRight);

    [GoFact]
    public void Nothing_is_said_above_a_note_of_places_that_are_not_stuck() =>
        Assert.Empty(runs.Ways.SelectMany(way => way.Verdicts.SelectMany(verdict => verdict.Wrong.Select(said => $"{verdict.Program}, {way.Way}: {said}"))));

    [GoFact]
    public void The_table_of_the_page_is_what_is_measured() => AccuracyPage.Check("kernels", Table());

    private void AssertShare(double onSignal, double otherwise, Func<Verdict, int> count) =>
        Assert.All(runs.Ways, way =>
        {
            var atLeast = way.Way.StartsWith("SIGQUIT", StringComparison.Ordinal) ? onSignal : otherwise;
            var share = way.Verdicts.Sum(count) / (double)way.Verdicts.Sum(verdict => verdict.Stuck.Count);
            Assert.True(share >= atLeast, $"{way.Way}: {share:P0}:\n{string.Join('\n', way.Verdicts.SelectMany(verdict => verdict.Misses))}");
        });

    private string Table()
    {
        var page = new StringBuilder("| cause | kernels | stuck places |");
        foreach (var (way, _) in runs.Ways) page.Append(CultureInfo.InvariantCulture, $" {way}: found | class right |");
        page.Append("\n|---|--:|--:|").Append(string.Concat(runs.Ways.Select(_ => "--:|--:|"))).Append('\n');
        foreach (var cause in Kernel.All.GroupBy(kernel => kernel.Cause)) page.Append(Row(cause.Key, [.. cause.Select(kernel => kernel.Name)]));
        return page.Append(Row("**all**", [.. Kernel.All.Select(kernel => kernel.Name)])).ToString();
    }

    private string Row(string cause, IReadOnlyList<string> kernels)
    {
        var row = new StringBuilder($"| {cause} | {kernels.Count} | {Kernel.All.Where(kernel => kernels.Contains(kernel.Name)).Sum(kernel => kernel.Stuck.Count)} |");
        foreach (var (_, verdicts) in runs.Ways)
        {
            var these = verdicts.Where(verdict => kernels.Contains(verdict.Program)).ToList();
            row.Append(CultureInfo.InvariantCulture, $" {these.Sum(verdict => verdict.Found)} | {these.Sum(verdict => verdict.ClassRight)} |");
        }
        return row.Append('\n').ToString();
    }
}
