namespace Unpark.Analysis.Trends;

/// <summary>The slopes of all pairs, sorted: their median is a rate that outliers do not move.</summary>
internal sealed class TheilSen
{
    private const double Sure95 = 1.96;

    private readonly double[] _slopes;

    /// <param name="series">Thinned: pairs grow with the square.</param>
    public TheilSen(CountSeries series)
    {
        var slopes = new double[series.Length * (series.Length - 1) / 2];
        var count = 0;
        for (var i = 0; i < series.Length; i++)
        {
            for (var j = i + 1; j < series.Length; j++)
            {
                var hours = series.Hours[j] - series.Hours[i];
                if (hours > 0) slopes[count++] = (series.Counts[j] - series.Counts[i]) / hours;
            }
        }
        _slopes = slopes[..count];
        Array.Sort(_slopes);
    }

    /// <summary>0 when no two moments differ in time.</summary>
    public double Median => _slopes.Length switch
    {
        0 => 0,
        var n when n % 2 == 1 => _slopes[n / 2],
        var n => (_slopes[(n / 2) - 1] + _slopes[n / 2]) / 2,
    };

    /// <param name="variance">Of the Mann-Kendall score of the same series: it says between which of the slopes the true one lies (Sen 1968).</param>
    public Slope Within(double variance)
    {
        if (_slopes.Length == 0) return Slope.None;
        var width = Sure95 * Math.Sqrt(Math.Max(0, variance));
        var low = (int)Math.Floor((_slopes.Length - width) / 2) - 1;
        var high = (int)Math.Ceiling((_slopes.Length + width) / 2);
        return new(Median, _slopes[Math.Max(0, low)], _slopes[Math.Min(_slopes.Length - 1, high)]);
    }
}
