namespace Unpark.Analysis;

/// <summary>The median of the slopes of all pairs: a rate that outliers do not move.</summary>
internal static class TheilSen
{
    // Pairs grow with the square: longer series are thinned evenly.
    private const int MostPoints = 300;

    /// <returns>Counts an hour; 0 when no two moments differ in time.</returns>
    public static double Slope(IReadOnlyList<long> counts, IReadOnlyList<double> hours)
    {
        var stride = (counts.Count + MostPoints - 1) / MostPoints;
        var slopes = new List<double>();
        for (var i = 0; i < counts.Count; i += stride)
        {
            for (var j = i + stride; j < counts.Count; j += stride)
            {
                if (hours[j] > hours[i]) slopes.Add((counts[j] - counts[i]) / (hours[j] - hours[i]));
            }
        }
        if (slopes.Count == 0) return 0;

        slopes.Sort();
        var middle = slopes.Count / 2;
        return slopes.Count % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2;
    }
}
