using System.Globalization;
using System.Text;

namespace Unpark.Tests.Accuracy;

/// <summary>Kernels written after the classes of published studies: what does one dump of each tell?</summary>
public sealed partial class KernelsTests(KernelRuns runs) : IClassFixture<KernelRuns>
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
    public void The_cause_is_named_in_nine_kernels_of_ten() =>
        Assert.All(runs.Ways, way => Assert.True(way.Verdicts.Count(IsNamed) >= ClassAtLeast * Kernel.All.Count,
            $"{way.Way}: not named in {string.Join(", ", way.Verdicts.Where(verdict => !IsNamed(verdict)).Select(verdict => $"{verdict.Program} ({string.Join("; ", verdict.Said)})"))}"));

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

    /// <summary>The rules that name the cause, not only the kind of wait.</summary>
    private static readonly Dictionary<string, string[]> Naming = new()
    {
        ["double locking"] = ["reentrant-lock", "lock-left-locked"],
        ["AB-BA"] = ["lock-order"],
        ["RWR"] = ["read-lock-twice"],
        ["channel"] = ["abandoned-sender", "abandoned-receiver", "nil-channel", "unclosed-range", "select-without-way-out", "pool-never-shut-down"],
        ["channel & context"] = ["abandoned-sender", "abandoned-receiver", "unclosed-range", "select-without-way-out", "context-never-cancelled"],
        ["channel & cond"] = ["missed-signal", "partial-deadlock"],
        ["condition variable"] = ["missed-signal"],
        ["channel & lock"] = ["partial-deadlock"],
        ["channel & WaitGroup"] = ["partial-deadlock", "waitgroup-never-done"],
        ["misuse of WaitGroup"] = ["waitgroup-never-done"],
    };

    private string Table()
    {
        var page = new StringBuilder();
        page.Append("By cause, from the dump that goroutine 1 writes:\n\n| cause | kernels | stuck places | found | above a note | class right | kernels with the cause named |\n|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (var cause in Kernel.All.GroupBy(kernel => kernel.Cause)) page.Append(Row(cause.Key, [.. runs.Dump.Where(verdict => cause.Any(kernel => kernel.Name == verdict.Program))]));
        page.Append("\nBy evidence, all kernels:\n\n| evidence | kernels | stuck places | found | above a note | class right | kernels with the cause named |\n|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (var (way, verdicts) in runs.Ways) page.Append(Row(way, verdicts));
        return page.ToString();
    }

    private static string Row(string name, IReadOnlyList<Verdict> verdicts) => string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {verdicts.Count} | {verdicts.Sum(verdict => verdict.Stuck.Count)} | {verdicts.Sum(verdict => verdict.Found)} | {verdicts.Sum(verdict => verdict.AboveNote)} | {verdicts.Sum(verdict => verdict.ClassRight)} | {verdicts.Count(IsNamed)} |\n");

    private static bool IsNamed(Verdict verdict) =>
        verdict.Places.Any(place => place.Said is { } said && place.Place.Cause.Length > 0 && Naming[place.Place.Cause].Contains(said.Name));
}
