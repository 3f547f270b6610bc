using Unpark.Analysis.Series;

namespace Unpark.Analysis.Trends;

/// <summary>How a count develops over a series of moments, or over the last part of it in which it does.</summary>
internal sealed record Trend
{
    // Enough moments for a sentence about a trend; below, two counts are a difference.
    private const int Enough = 5;

    // Below, all moments are one window.
    private const int EnoughForParts = 24;

    private const double Day = 24;
    private const double DaysToCompare = 60;

    // A rush lasts for less, and goes.
    private const double LongerThanARush = 2;

    // Load that swings between one and ten over a day rises by at most two fifths of its level in an hour.
    private const double FasterThanTheDay = 0.5;
    private const double MoreThanTheDay = 8;
    private const double FasterThanAnyLoad = 3;

    // Days differ, and replicas come and go: the lowest count of one day is not that of the next.
    private const double DaysDiffer = 2;

    /// <summary>Moments of the window.</summary>
    public required int Moments { get; init; }

    /// <summary>Index of the window's first moment in the series; 0: the whole of it.</summary>
    public required int Start { get; init; }

    /// <summary>First count of the window.</summary>
    public required long From { get; init; }

    /// <summary>Last count.</summary>
    public required long To { get; init; }

    /// <summary>From first to last moment; 0 without times.</summary>
    public required double Hours { get; init; }

    public required bool IsTimed { get; init; }

    /// <summary>Days are compared with each other, so the load of one is no trend.</summary>
    public bool ComparesDays { get; init; }

    /// <summary>Chance that a series without trend rises as consistently (one-sided Mann-Kendall); null below three moments.</summary>
    public required double? PValue { get; init; }

    /// <summary>Median slope of all pairs (Theil-Sen), by the hour or, without times, by the moment; null below three moments.</summary>
    public required Slope? Slope { get; init; }

    /// <summary>Where the line of that slope begins.</summary>
    public required double Level { get; init; }

    /// <summary>Last against first; of a long series, lowest count of the last part against that of the first.</summary>
    public required long Rise { get; init; }

    /// <summary>First count; of a long series, lowest count of the first part.</summary>
    public required long First { get; init; }

    /// <summary>How much of the rise is one jump: 0 when every step between neighbours has what its share of the time would give it, 1 when one has it all.</summary>
    public required double StepShare { get; init; }

    /// <summary>Rise in the last third (the last half of a short series), as a share of what an even rise would give it.</summary>
    public required double TailShare { get; init; }

    /// <summary>Median of that last part.</summary>
    public required long Tail { get; init; }

    /// <summary>What the count seldom exceeded before the window; null when the window is the whole series.</summary>
    public required long? PeakBefore { get; init; }

    /// <summary>Null when the moments have no times, or below three of them.</summary>
    public Slope? Rate => IsTimed ? Slope : null;

    /// <summary>Rises beyond what load makes of a healthy count, over the whole window, and still does at its end.</summary>
    /// <remarks>
    /// Not crying wolf: a last jump (19, 19, 19, 19, 40) has one step that is the whole rise; a warm-up (1, 5, 8, 8, 8) has no rise in its tail;
    /// noise (100, 103, 99, 101, 100) has no consistent order. A count of n varies by about the root of n under steady load, hence the least rise.
    /// </remarks>
    public bool IsGrowing => Rises && !MayBeTheDay;

    /// <summary>Rises like a leak, but no faster than the load of a morning: a day of moments would tell.</summary>
    public bool MayBeTheDay => Rises && IsTimed && !(IsEven && (ComparesDays ? Rise >= DaysDiffer * Base : Slope!.Low >= FasterThanAnyLoad * Base));

    /// <summary>Load would have to swing more than tenfold to explain it.</summary>
    public bool IsSteep => IsEven && Slope!.Low >= FasterThanTheDay * Level && Rise >= MoreThanTheDay * Base;

    /// <summary>Three or four moments that rise without exception: too few to call it a trend.</summary>
    public bool MayBeGrowing => Moments is 3 or 4 && PValue <= 0.17 && Rise >= 10 && IsLarge && IsSpread && StillGoesOn;

    private bool Rises => Moments >= Enough && PValue <= LeastChance && Slope!.Low > 0 && IsLarge && IsSpread && StillGoesOn && IsNew;

    private double Base => Math.Max(Level, First);

    // A morning begins slowly; of few moments, or an hour, the shape tells nothing.
    private bool IsEven => TailShare <= 1.5 || Moments < EnoughForParts || Hours < 1;

    // Long series are looked at in many windows.
    private double LeastChance => LeastChanceOf(Moments);

    private bool IsLarge => Rise >= LeastRise(Base);

    private bool IsSpread => StepShare <= 0.5;

    private bool StillGoesOn => TailShare >= 0.4;

    private bool IsNew => PeakBefore is not { } peak || Tail >= (1.5 * peak) + (2 * Math.Sqrt(peak));

    /// <summary>Of the longest window up to the last moment in which the count grows; of all moments when there is none.</summary>
    /// <param name="hours">Time of each moment in hours from any origin; empty when the moments have none.</param>
    public static Trend Of(IReadOnlyList<long> counts, IReadOnlyList<double> hours)
    {
        var series = CountSeries.Of(counts, hours);
        return series.Length < EnoughForParts ? OfAll(series) : OfParts(series);
    }

    private static Trend OfAll(CountSeries series) => TrendWindow.Of(series, 0) with { ComparesDays = series.Span >= DaysToCompare };

    // The whole first: the longer the window, the sharper the rate.
    private static Trend OfParts(CountSeries series)
    {
        if (!IsDense(series) && series.Span >= DaysToCompare) return OfAll(series);
        var whole = TrendWindow.MayGrow(series, 0) ? TrendWindow.Of(series, 0) : TrendWindow.Flat(series);
        if (whole.IsGrowing) return whole;
        if (series.Span >= DaysToCompare && TrendWindow.OfFloor(series, Day) is { IsGrowing: true } floor) return floor;
        for (var length = series.Length / 2; length >= EnoughForParts / 2; length /= 2)
        {
            var start = series.Length - length;
            if (series.IsTimed && series.Hours[^1] - series.Hours[start] < LongerThanARush) break;
            if (TrendWindow.MayGrowInOrder(series, start, LeastChanceOf(length)) && TrendWindow.Of(series, start) is { IsGrowing: true } part) return part;
        }
        return whole;
    }

    private static double LeastChanceOf(int moments) => moments switch
    {
        < 8 => 0.05,
        < EnoughForParts => 0.01,
        _ => 0.0001,
    };

    /// <summary>The least a count must rise to be no chance.</summary>
    public static double LeastRise(double level) => Math.Max(4, 3 * Math.Sqrt(Math.Max(level, 1)));

    // Enough moments in each day to know its lowest count.
    private static bool IsDense(CountSeries series) => series.IsTimed && series.Length >= 8 * series.Span / Day;
}
