using Unpark.Analysis.Series;

namespace Unpark.Analysis.Trends;

/// <summary>Works out the trend of one window of a series: the last moments of it, or all.</summary>
internal static class TrendWindow
{
    // A level as high as that was seen before the window: one in twenty moments may be a burst.
    private const double Usual = 0.95;

    private const int FewestForSlope = 3;
    private const int FewestForResemblance = 24;
    private const double MostResemblance = 6;

    /// <param name="start">Index of the first moment of the window.</param>
    public static Trend Of(CountSeries series, int start) => Of(series.From(start), start, PeakBefore(series, start));

    /// <summary>Whether it is worth the work: the last part lies well above the first.</summary>
    public static bool MayGrow(CountSeries series, int start)
    {
        var (first, last) = series.EndsFrom(start);
        return last - first >= Trend.LeastRise(first);
    }

    /// <summary>The same for one window of many: its moments have to be in order, too, and the cheapest test of that allows no less than the whole one.</summary>
    public static bool MayGrowInOrder(CountSeries series, int start, double leastChance) =>
        MayGrow(series, start) && MannKendall.RisingPValue(series.From(start).Thinned().Counts) <= leastChance;

    /// <summary>Of a long series whose last part does not lie above its first: nothing more is worked out.</summary>
    public static Trend Flat(CountSeries series) => new()
    {
        Moments = series.Length,
        Start = 0,
        From = series.Counts[0],
        To = series.Counts[^1],
        Hours = series.Span,
        IsTimed = series.IsTimed,
        PValue = null,
        Slope = null,
        Level = series.Counts[0],
        First = series.Counts[0],
        Rise = series.Counts[^1] - series.Counts[0],
        StepShare = 1,
        TailShare = 0,
        PeakBefore = null,
        Tail = series.Counts[^1],
    };

    /// <summary>Of the lowest counts of each day: what neither the rhythm of the day nor a burst moves.</summary>
    public static Trend OfFloor(CountSeries series, double day) =>
        Of(series.Floor(day), 0, null) with { ComparesDays = true, Moments = series.Length, From = series.Counts[0], To = series.Counts[^1], Hours = series.Span };

    private static Trend Of(CountSeries window, int start, long? peakBefore)
    {
        var blocks = window.Thinned();
        var slopes = new TheilSen(blocks);
        var variance = VarianceOf(blocks, slopes.Median);
        return new()
        {
            Moments = window.Length,
            Start = start,
            From = window.Counts[0],
            To = window.Counts[^1],
            Hours = window.Span,
            IsTimed = window.IsTimed,
            PValue = blocks.Length < FewestForSlope ? null : MannKendall.RisingPValue(blocks.Counts, variance),
            Slope = blocks.Length < FewestForSlope ? null : slopes.Within(variance),
            Level = LevelOf(blocks, slopes.Median),
            First = blocks.Counts[0],
            Rise = blocks.Counts[^1] - blocks.Counts[0],
            StepShare = StepShareOf(blocks),
            TailShare = TailShareOf(blocks, slopes.Median),
            PeakBefore = peakBefore,
            Tail = TailOf(blocks),
        };
    }

    private static long? PeakBefore(CountSeries series, int start) => start == 0 ? null : series.Quantile(start, Usual);

    // Neighbours that resemble each other (long requests, slow load) carry less news than their number says.
    private static double VarianceOf(CountSeries blocks, double slope)
    {
        var variance = MannKendall.Variance(blocks.Counts);
        if (blocks.Length < FewestForResemblance) return variance;
        var alike = ResemblanceOf(blocks, slope);
        return variance * Math.Min(MostResemblance, (1 + alike) / (1 - alike));
    }

    // Correlation of neighbours around the line; none is negative.
    private static double ResemblanceOf(CountSeries blocks, double slope)
    {
        var rest = new double[blocks.Length];
        for (var i = 0; i < rest.Length; i++) rest[i] = blocks.Counts[i] - (slope * blocks.Hours[i]);
        var mean = rest.Average();
        var (together, alone) = (0.0, 0.0);
        for (var i = 0; i < rest.Length; i++)
        {
            alone += (rest[i] - mean) * (rest[i] - mean);
            if (i > 0) together += (rest[i] - mean) * (rest[i - 1] - mean);
        }
        return alone <= 0 ? 0 : Math.Clamp(together / alone, 0, 0.99);
    }

    // Where the line begins.
    private static double LevelOf(CountSeries blocks, double slope)
    {
        var starts = new double[blocks.Length];
        for (var i = 0; i < starts.Length; i++) starts[i] = blocks.Counts[i] - (slope * (blocks.Hours[i] - blocks.Hours[0]));
        Array.Sort(starts);
        return Math.Max(0, starts[starts.Length / 2]);
    }

    // Moments are seldom evenly apart: on a busy machine the first is often long before the second, and its step is no jump.
    private static double StepShareOf(CountSeries blocks)
    {
        double rise = blocks.Counts[^1] - blocks.Counts[0];
        if (rise <= 0) return 1;
        var largest = 0.0;
        for (var i = 1; i < blocks.Length; i++)
        {
            var even = (blocks.Hours[i] - blocks.Hours[i - 1]) / (blocks.Hours[^1] - blocks.Hours[0]);
            if (even < 1) largest = Math.Max(largest, (((blocks.Counts[i] - blocks.Counts[i - 1]) / rise) - even) / (1 - even));
        }
        return largest;
    }

    private static double TailShareOf(CountSeries blocks, double slope)
    {
        var steps = blocks.Length - 1;
        double rise = blocks.Counts[^1] - blocks.Counts[0];
        if (steps < 1 || rise <= 0) return 0;

        var tail = TailLength(steps);
        if (tail >= 6) return slope > 0 ? new TheilSen(blocks.From(steps - tail)).Median / slope : 0;
        var share = (blocks.Hours[^1] - blocks.Hours[steps - tail]) / (blocks.Hours[^1] - blocks.Hours[0]);
        return share <= 0 ? 0 : (blocks.Counts[^1] - blocks.Counts[steps - tail]) / (rise * share);
    }

    private static long TailOf(CountSeries blocks)
    {
        var tail = blocks.Counts[^Math.Max(1, TailLength(blocks.Length - 1))..];
        Array.Sort(tail);
        return tail[tail.Length / 2];
    }

    private static int TailLength(int steps) => Math.Max(1, steps <= 6 ? steps / 2 : steps / 3);
}
