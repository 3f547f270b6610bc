namespace Unpark.Analysis;

/// <summary>The Mann-Kendall test for a rise: counts pairs in order, so it needs no distribution and one outlier moves it little.</summary>
internal static class MannKendall
{
    // Above, the normal distribution is close enough; below, the exact one is cheap.
    private const int ExactUpTo = 20;

    /// <summary>Chance of at least so many rising pairs when the order of the values is chance.</summary>
    /// <returns>Between 0 and 1; exact for up to 20 different values, else by the normal distribution with ties and continuity corrected.</returns>
    public static double RisingPValue(IReadOnlyList<long> values)
    {
        var score = 0L;
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = i + 1; j < values.Count; j++) score += Math.Sign(values[j] - values[i]);
        }

        var ties = values.GroupBy(value => value).Where(same => same.Skip(1).Any()).Select(same => (double)same.Count()).ToList();
        return ties.Count == 0 && values.Count <= ExactUpTo ? Exact(values.Count, score) : Normal(values.Count, score, ties);
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
        return counts.Take((int)((pairs - score) / 2) + 1).Sum();
    }

    private static double Normal(int n, long score, List<double> ties)
    {
        var variance = (n * (n - 1.0) * ((2 * n) + 5) - ties.Sum(t => t * (t - 1) * ((2 * t) + 5))) / 18;
        if (variance <= 0) return 1;
        var z = (score - Math.Sign(score)) / Math.Sqrt(variance);
        return 1 - NormalBelow(z);
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
