namespace Unpark.Monitor.Store.Counts;

/// <summary>Counts of one target at one moment, by the numbers of their columns: 0 is the total, the others are sites.</summary>
/// <param name="Columns">Rising.</param>
/// <param name="Counts">Of each column.</param>
internal sealed record CountState(int[] Columns, long[] Counts)
{
    public const int Total = 0;

    public static CountState Empty { get; } = new([], []);

    /// <param name="counts">In any order; sorted here.</param>
    public static CountState Of(List<KeyValuePair<int, long>> counts)
    {
        counts.Sort(static (a, b) => a.Key.CompareTo(b.Key));
        return new([.. counts.Select(count => count.Key)], [.. counts.Select(count => count.Value)]);
    }
}
