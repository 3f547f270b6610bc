using System.Globalization;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Analysis.Trends;

namespace Unpark.Rules.Lifecycle;

/// <summary>What a growing count says, which innocent explanations it leaves, and which it does not.</summary>
internal static class GrowthReasons
{
    public static string Seen(SiteSeries series)
    {
        var trend = series.Trend;
        if (series.Counts.Length == 2)
            return $"{Words.Number(trend.From)} goroutines in the first moment, {Words.Number(trend.To)} in the second: a difference, not yet a trend";
        return trend.Start == 0
            ? $"the count rose over {trend.Moments} moments: {CountsOf(series)}"
            : $"of {series.Counts.Length} moments the last {trend.Moments} rise{Over(trend)}: {CountsOf(series with { Counts = series.Counts[trend.Start..] })}";
    }

    /// <summary>Why what makes healthy counts rise does not explain this one.</summary>
    public static IEnumerable<string> Innocent(Trend trend, Turnover? turnover)
    {
        if (trend.IsGrowing)
        {
            yield return $"one jump, or a new level: no single step has more than {Percent(Math.Max(trend.StepShare, 0.01))} of the rise beyond its share of the time";
            yield return $"a warm-up: its last part rises {(trend.TailShare >= 0.95 ? "as fast as" : $"at {Percent(trend.TailShare)} of the pace of")} the whole";
            if (Load(trend) is { } load) yield return load;
        }
        if (turnover is { NobodyLeft: true, Before: > 1 })
            yield return $"a rush that passes: {(turnover.Before == 2 ? "both" : $"all {Words.Number(turnover.Before)}")} of the first moment are still here{In(turnover)}";
        else if (turnover is { Before: > 0, IsPassage: false, Stayed: > 0 })
            yield return $"a rush that passes: {Words.Number(turnover.Stayed)} of {Words.Number(turnover.Before)} of the first moment are still here{In(turnover)}";
    }

    /// <summary>What the evidence leaves open, and what to take to learn it.</summary>
    public static IEnumerable<string> Open(Trend trend, Turnover? turnover)
    {
        if (trend.MayBeTheDay)
            yield return trend.IsSteep
                ? "whether it is a leak or the load of the day: load would have to swing more than tenfold; moments over three days would tell"
                : "whether it is a leak or the load of the day: it rises no faster than load can; moments over three days would tell";
        if (trend.Moments >= 3 && !trend.IsTimed) yield return "how fast: the evidence has no times";
        if (turnover is { IsPassage: true })
            yield return $"whether anything is stuck: only {Words.Number(turnover.Stayed)} of {Words.Number(turnover.Before)} of the first moment are still here{In(turnover)}, the others came and went";
        else if (turnover is null && !trend.IsGrowing)
            yield return "whether those of the first moment are still here: ids would tell; take two tracebacks (--traceback) some time apart";
    }

    // Load moves in hours; in a shorter window there is nothing to rule out.
    private static string? Load(Trend trend) => trend switch
    {
        { ComparesDays: true } => "the load of the day: the lowest count of each day rises as well",
        { IsTimed: true, Hours: >= 0.5, Level: >= 1 } when trend.Slope!.Low / trend.Level is var share =>
            $"the load of the day: it grows by {Percent(share)} of its level in an hour, load that swings tenfold over a day by less than half of it",
        _ => null,
    };

    private static string In(Turnover turnover) => turnover.Moments > 2 ? $" in each of {turnover.Moments} moments" : "";

    private static string Over(Trend trend) => trend.Hours switch
    {
        <= 0 => "",
        < 2 => FormattableString.Invariant($" ({trend.Hours * 60:0} minutes)"),
        _ => FormattableString.Invariant($" ({trend.Hours:0.#} hours)"),
    };

    private static string Percent(double share) => $"{(share * 100).ToString("#,0", CultureInfo.InvariantCulture)} %";

    private static string CountsOf(SiteSeries series)
    {
        var counts = series.Counts.Select(Words.Number).ToList();
        return counts.Count <= 12 ? string.Join(", ", counts) : string.Join(", ", counts.Take(5)) + ", ..., " + string.Join(", ", counts.TakeLast(5));
    }
}
