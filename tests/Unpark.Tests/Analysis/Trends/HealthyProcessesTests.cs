using Unpark.Tests.Analysis.Trends.Simulation;

namespace Unpark.Tests.Analysis.Trends;

/// <summary>A thousand simulated processes without a leak, and some with one, watched every 30 s for three days: docs/accuracy.md shows the table.</summary>
public class HealthyProcessesTests
{
    private const int Days = 3, Moments = Days * 24 * Alarms.Hour, Healthy = 1000, Leaking = 100, LeaksFrom = 4 * Alarms.Hour;

    private static readonly double[] Hours = [.. Enumerable.Range(0, Moments).Select(i => i / (double)Alarms.Hour)];

    [Fact]
    public void The_trend_cries_wolf_seldom_and_finds_what_the_others_do_not()
    {
        var alarms = Seeds(Healthy).Select(seed => FalseAlarmsOf(Process.Healthy(seed, Moments))).ToList();
        var delays = Leaks.Select(leak => Seeds(Leaking).Select(seed => AlarmsOf(Process.Leaking(seed, Moments, LeaksFrom, leak.PerHour, leak.Busy))).ToList()).ToList();
        var rows = Watches.Select((name, watch) => new Row(name, alarms.Count(alarm => alarm[watch]), [.. delays.Select(leak => DelayOf(leak.Select(alarm => alarm[watch])))])).ToList();

        AccuracyPage.Update("growth", Table(rows));
        Assert.InRange(rows[0].FalseAlarms, 0, Healthy * 3 / 100);
        Assert.All(rows[0].Leaks, leak => Assert.InRange(leak.Found, Leaking * 8 / 10, Leaking));
    }

    private static string[] Watches { get; } = ["trend of each line: likely a leak", "trend of each line: suspected or likely", "ten rises in a row of the total", "total above 1000 for 5 minutes"];

    private static (double PerHour, double Busy)[] Leaks { get; } = [(1, 2), (10, 2), (100, 2), (1, 20), (10, 20), (100, 20)];

    private static bool[] FalseAlarmsOf(Process process)
    {
        var totals = process.Totals();
        var trends = process.Sites.Select(site => Alarms.OfTrend(site, Hours)).ToList();
        return [trends.Any(trend => trend.Likely is not null), trends.Any(trend => trend.Suspected is not null), Alarms.OfTenRises(totals) is not null, Alarms.OfThreshold(totals) is not null];
    }

    private static int?[] AlarmsOf(Process process)
    {
        var (trend, totals) = (Alarms.OfTrend(process.Sites[^1], Hours), process.Totals());
        return [trend.Likely, trend.Suspected, Alarms.OfTenRises(totals, LeaksFrom), Alarms.OfThreshold(totals, LeaksFrom)];
    }

    private static Delay DelayOf(IEnumerable<int?> alarms)
    {
        var found = alarms.OfType<int>().Select(moment => (moment - LeaksFrom) / (double)Alarms.Hour).Order().ToList();
        return new(found.Count, found.Count == 0 ? null : found[found.Count / 2]);
    }

    private static ParallelQuery<int> Seeds(int count) => Enumerable.Range(0, count).AsParallel().AsOrdered();

    private static string Table(List<Row> rows)
    {
        var text = new System.Text.StringBuilder();
        text.Append($"{Healthy:#,0} simulated processes without a leak and {Leaking} with each leak, every 30 s for {Days} days; the trend is asked every two hours.\n\n");
        text.Append($"| watched | healthy processes with an alarm in {Days} days |{string.Concat(Leaks.Select(leak => $" {leak.PerHour} an hour beside {leak.Busy} |"))}\n");
        text.Append($"|---|---:|{string.Concat(Leaks.Select(_ => "---:|"))}\n");
        foreach (var row in rows) text.Append($"| {row.Name} | {row.FalseAlarms} ({FormattableString.Invariant($"{row.FalseAlarms * 100.0 / Healthy:0.0}")} %) |{string.Concat(row.Leaks.Select(leak => $" {leak} |"))}\n");
        return text.ToString();
    }

    private sealed record Row(string Name, int FalseAlarms, Delay[] Leaks);

    private sealed record Delay(int Found, double? MedianHours)
    {
        public override string ToString() => FormattableString.Invariant($"{Found} of {Leaking}") + (MedianHours is { } hours ? FormattableString.Invariant($", {hours:0.#} h") : "");
    }
}
