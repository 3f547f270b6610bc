namespace Unpark.Analysis.Trends;

/// <summary>The Mann-Kendall test for a rise: counts pairs in order, so it needs no distribution and one outlier moves it little.</summary>
internal static class MannKendall
{
    // Above, the normal distribution is close enough; below, the exact one is cheap.
    private const int ExactUpTo = 20;

    /// <summary>Chance of at least so many rising pairs when the order of the values is chance.</summary>
    /// <param name="variance">Of the score, by <see cref="Variance"/>, larger where neighbours resemble each other.</param>
    /// <returns>Between 0 and 1; exact for up to 20 different values, else by the normal distribution with ties and continuity corrected.</returns>
    public static double RisingPValue(IReadOnlyList<long> values, double variance)
    {
        var score = Score(values);
        if (values.Count <= ExactUpTo && AllDiffer(values)) return Exact(values.Count, score);
        return variance <= 0 ? 1 : 1 - NormalBelow((score - Math.Sign(score)) / Math.Sqrt(variance));
    }

    public static double RisingPValue(IReadOnlyList<long> values) => RisingPValue(values, Variance(values));

    /// <summary>Variance of the score when the order of the values is chance, ties corrected.</summary>
    public static double Variance(IReadOnlyList<long> values)
    {
        var n = values.Count;
        return (Spread(n) - TiesOf(values)) / 18;
    }

    private static double Spread(double n) => n * (n - 1) * ((2 * n) + 5);

    private static double TiesOf(IReadOnlyList<long> values)
    {
        var sorted = Sorted(values);
        var (sum, same) = (0.0, 1);
        for (var i = 1; i <= sorted.Length; i++)
        {
            if (i < sorted.Length && sorted[i] == sorted[i - 1])
            {
                same++;
                continue;
            }
            if (same > 1) sum += Spread(same);
            same = 1;
        }
        return sum;
    }

    private static bool AllDiffer(IReadOnlyList<long> values)
    {
        var sorted = Sorted(values);
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i] == sorted[i - 1]) return false;
        }
        return true;
    }

    private static long[] Sorted(IReadOnlyList<long> values)
    {
        long[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    private static long Score(IReadOnlyList<long> values)
    {
        var score = 0L;
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = i + 1; j < values.Count; j++) score += Math.Sign(values[j] - values[i]);
        }
        return score;
    }

    // Number of permutations of n with k inversions, built up one element at a time; score = pairs - 2 * inversions.
    private static double Exact(int n, long score)
    {
        var pairs = n * (n - 1) / 2;
        var counts = new double[pairs + 1];
        counts[0] = 1;
        for (var size = 2; size <= n; size++)
        {
            var next = new double[pairs + 1];
            for (var inversions = 0; inversions <= size * (size - 1) / 2; inversions++)
            {
                for (var last = 0; last < size && last <= inversions; last++) next[inversions] += counts[inversions - last] / size;
            }
            counts = next;
        }
        var chance = 0.0;
        for (var inversions = 0; inversions <= (pairs - score) / 2; inversions++) chance += counts[inversions];
        return chance;
    }

    // Abramowitz and Stegun 26.2.17; error below 7.5e-8.
    private static double NormalBelow(double z)
    {
        var t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        var tail = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI)
            * t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        return z >= 0 ? 1 - tail : tail;
    }
}
