namespace Unpark.Analysis.Trends;

/// <summary>A count at several moments, oldest first.</summary>
/// <param name="Hours">When, in hours from any origin; where the evidence has no times, the number of the moment.</param>
/// <param name="IsTimed">The hours are times.</param>
internal sealed record CountSeries(double[] Hours, long[] Counts, bool IsTimed)
{
    // What follows costs the square of the length.
    private const int MostBlocks = 60;

    public int Length => Counts.Length;

    /// <summary>Hours from first to last moment; 0 without times.</summary>
    public double Span => IsTimed && Length > 0 ? Hours[^1] - Hours[0] : 0;

    public static CountSeries Of(IReadOnlyList<long> counts, IReadOnlyList<double> hours)
    {
        var timed = hours.Count == counts.Count && hours.Count > 1 && hours[^1] > hours[0];
        var times = new double[counts.Count];
        for (var i = 0; i < times.Length; i++) times[i] = timed ? hours[i] : i;
        return new(times, [.. counts], timed);
    }

    /// <summary>The moments from <paramref name="start"/> on.</summary>
    public CountSeries From(int start) => this with { Hours = Hours[start..], Counts = Counts[start..] };

    /// <summary>At most 60 blocks of equal length, each with its lowest count: what has leaked never leaves, what is busy does.</summary>
    public CountSeries Thinned()
    {
        var size = BlockOf(Length);
        if (size <= 1) return this;
        // The first block may be short, so that the last, which decides, is whole.
        var blocks = (Length + size - 1) / size;
        var (hours, counts) = (new double[blocks], new long[blocks]);
        for (int block = blocks - 1, end = Length; block >= 0; block--, end -= size)
        {
            var start = Math.Max(0, end - size);
            hours[block] = Hours[start];
            counts[block] = Lowest(start, end);
        }
        return this with { Hours = hours, Counts = counts };
    }

    /// <summary>First and last count of what is <see cref="Thinned"/> from <paramref name="start"/> on.</summary>
    public (long First, long Last) EndsFrom(int start)
    {
        var (length, size) = (Length - start, BlockOf(Length - start));
        var first = ((length - 1) % size) + 1;
        return (Lowest(start, start + first), Lowest(Length - size, Length));
    }

    /// <summary>The lowest count of the last <paramref name="length"/> hours at each moment that has so many hours before it: what remains when load goes up and down.</summary>
    public CountSeries Floor(double length)
    {
        var (hours, counts) = (new List<double>(), new List<long>());
        // Moments that can still be the lowest, their counts rising.
        var candidates = new LinkedList<int>();
        for (var i = 0; i < Length; i++)
        {
            while (candidates.Last is { } last && Counts[last.Value] >= Counts[i]) candidates.RemoveLast();
            candidates.AddLast(i);
            while (Hours[candidates.First!.Value] <= Hours[i] - length) candidates.RemoveFirst();
            if (Hours[i] - Hours[0] < length) continue;
            hours.Add(Hours[i]);
            counts.Add(Counts[candidates.First!.Value]);
        }
        return this with { Hours = [.. hours], Counts = [.. counts] };
    }

    /// <summary>The count that <paramref name="share"/> of the first <paramref name="length"/> moments do not exceed.</summary>
    public long Quantile(int length, double share)
    {
        var sorted = Counts[..length];
        Array.Sort(sorted);
        return sorted[Math.Min(length - 1, (int)(share * length))];
    }

    private static int BlockOf(int length) => Math.Max(1, (length + MostBlocks - 1) / MostBlocks);

    private long Lowest(int start, int end)
    {
        var lowest = Counts[start];
        for (var i = start + 1; i < end; i++) lowest = Math.Min(lowest, Counts[i]);
        return lowest;
    }
}
