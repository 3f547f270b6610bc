using Unpark.Analysis.Trends;

namespace Unpark.Tests.Analysis.Trends.Simulation;

/// <summary>When each way of watching raises its first alarm over a process, as the number of the moment; null: never.</summary>
internal static class Alarms
{
    /// <summary>Moments in an hour: one every 30 s.</summary>
    public const int Hour = 120;

    /// <summary>The trend of one line, asked every two hours over all moments so far.</summary>
    /// <returns>When it is likely a leak, and when it is at least suspected to be one.</returns>
    public static (int? Likely, int? Suspected) OfTrend(long[] counts, double[] hours)
    {
        int? suspected = null;
        for (var i = 2 * Hour; i < counts.Length; i += 2 * Hour)
        {
            var trend = Trend.Of(new ArraySegment<long>(counts, 0, i + 1), new ArraySegment<double>(hours, 0, i + 1));
            if (trend.IsGrowing) return (i, suspected ?? i);
            if (trend.MayBeTheDay && trend.IsSteep) suspected ??= i;
        }
        return (null, suspected);
    }

    /// <summary>The article's rule: ten rises in a row of the number of goroutines.</summary>
    public static int? OfTenRises(long[] totals, int since = 1)
    {
        var rises = 0;
        for (var i = since; i < totals.Length; i++)
        {
            rises = totals[i] > totals[i - 1] ? rises + 1 : 0;
            if (rises == 10) return i;
        }
        return null;
    }

    /// <summary>go_goroutines &gt; 1000 for five minutes.</summary>
    public static int? OfThreshold(long[] totals, int since = 0)
    {
        var above = 0;
        for (var i = since; i < totals.Length; i++)
        {
            above = totals[i] > 1000 ? above + 1 : 0;
            if (above > 10) return i;
        }
        return null;
    }
}
