namespace Unpark.Analysis;

/// <summary>How a count develops over a series of moments.</summary>
/// <param name="PValue">Chance that a series without trend rises as consistently (one-sided Mann-Kendall); null below three moments.</param>
/// <param name="PerHour">Median slope of all pairs (Theil-Sen); null when the moments have no times, or below three of them.</param>
/// <param name="StepShare">How much of the rise is one jump: 0 when every step between neighbours has what its share of the time would give it, 1 when one has it all.</param>
/// <param name="TailShare">Rise in the last third (the last half of a short series), as a share of what an even rise would give it.</param>
internal sealed record Trend(int Moments, long From, long To, double? PValue, double? PerHour, double StepShare, double TailShare)
{
    // Enough moments for a sentence about a trend; below, two counts are a difference.
    private const int Enough = 5;

    public long Rise => To - From;

    /// <summary>Rises beyond what load makes of a healthy count, over the whole window, and still does at its end.</summary>
    /// <remarks>
    /// Not crying wolf: a last jump (19, 19, 19, 19, 40) has one step that is the whole rise; a warm-up (1, 5, 8, 8, 8) has no rise in its tail;
    /// noise (100, 103, 99, 101, 100) has no consistent order. A count of n varies by about the root of n under steady load, hence the least rise.
    /// </remarks>
    public bool IsGrowing =>
        Moments >= Enough && PValue <= (Moments < 8 ? 0.05 : 0.01) && IsLarge && IsSpread && StillGoesOn;

    /// <summary>Three or four moments that rise without exception: too few to call it a trend.</summary>
    public bool MayBeGrowing => Moments is 3 or 4 && PValue <= 0.17 && Rise >= 10 && IsLarge && IsSpread && StillGoesOn;

    private bool IsLarge => Rise >= Math.Max(4, 3 * Math.Sqrt(Math.Max(From, 1)));

    private bool IsSpread => StepShare <= 0.5;

    private bool StillGoesOn => TailShare >= 0.4;

    /// <param name="hours">Time of each moment in hours from any origin; empty when the moments have none.</param>
    public static Trend Of(IReadOnlyList<long> counts, IReadOnlyList<double> hours)
    {
        var times = hours.Count == counts.Count && hours.Count > 1 && hours[^1] > hours[0] ? hours : null;
        return new(
            counts.Count,
            counts[0],
            counts[^1],
            counts.Count < 3 ? null : MannKendall.RisingPValue(counts),
            counts.Count < 3 || times is null ? null : TheilSen.Slope(counts, times),
            StepShareOf(counts, times),
            TailShareOf(counts, times));
    }

    // Moments are seldom evenly apart: on a busy machine the first is often long before the second, and its step is no jump.
    private static double StepShareOf(IReadOnlyList<long> counts, IReadOnlyList<double>? times)
    {
        double rise = counts[^1] - counts[0];
        if (rise <= 0) return 1;
        var largest = 0.0;
        for (var i = 1; i < counts.Count; i++)
        {
            var even = times is null ? 1.0 / (counts.Count - 1) : (times[i] - times[i - 1]) / (times[^1] - times[0]);
            if (even < 1) largest = Math.Max(largest, (((counts[i] - counts[i - 1]) / rise) - even) / (1 - even));
        }
        return largest;
    }

    private static double TailShareOf(IReadOnlyList<long> counts, IReadOnlyList<double>? times)
    {
        var steps = counts.Count - 1;
        var rise = counts[^1] - counts[0];
        if (steps < 1 || rise <= 0) return 0;

        var tail = Math.Max(1, steps <= 6 ? steps / 2 : steps / 3);
        var share = times is null ? (double)tail / steps : (times[^1] - times[steps - tail]) / (times[^1] - times[0]);
        return share <= 0 ? 0 : (counts[^1] - counts[steps - tail]) / (rise * share);
    }
}
