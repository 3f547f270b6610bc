namespace Unpark.Model;

/// <summary>The rows of a profile, column by column, so that hundreds of thousands of stacks cost little more than their numbers.</summary>
/// <param name="width">Values of one sample.</param>
/// <param name="values">Sample by sample, <paramref name="width"/> each.</param>
/// <param name="locations">Sample by sample, leaf first.</param>
/// <param name="locationStarts">Where the locations of a sample begin; one entry more than samples.</param>
internal sealed class SampleColumns(int width, long[] values, int[] locations, int[] locationStarts)
{
    public int Count => locationStarts.Length - 1;

    /// <summary>What <see cref="LabelEntry"/> points into.</summary>
    public NameTable Names { get; init; } = NameTable.Empty;

    public LabelEntry[] LabelEntries { get; init; } = [];

    /// <summary>Where the labels of a sample begin; one entry more than samples, or empty when no sample has labels.</summary>
    public int[] LabelStarts { get; init; } = [];

    public ReadOnlySpan<long> Values(int sample) => values.AsSpan(sample * width, width);

    public ReadOnlySpan<int> Locations(int sample) => locations.AsSpan(locationStarts[sample]..locationStarts[sample + 1]);

    public ReadOnlySpan<LabelEntry> Labels(int sample) =>
        LabelStarts.Length == 0 ? [] : LabelEntries.AsSpan(LabelStarts[sample]..LabelStarts[sample + 1]);
}

/// <param name="Text">Index of the value of a text label; -1 for a number label.</param>
internal readonly record struct LabelEntry(int Key, int Text, long Number, int Unit);
