namespace Unpark.Model.Profiles;

/// <summary>The rows of a profile, column by column, so that hundreds of thousands of stacks cost little more than their numbers.</summary>
/// <param name="width">Values of one sample.</param>
/// <param name="values">Sample by sample, <paramref name="width"/> each.</param>
/// <param name="locations">Sample by sample, leaf first.</param>
/// <param name="locationStarts">Where the locations of a sample begin; one entry more than samples.</param>
internal sealed class SampleColumns(int width, long[] values, int[] locations, int[] locationStarts)
{
    public int Count => locationStarts.Length - 1;

    /// <summary>Null when no sample has any.</summary>
    public LabelColumns? AllLabels { get; init; }

    public ReadOnlySpan<long> Values(int sample) => new(values, sample * width, width);

    public ReadOnlySpan<int> Locations(int sample) => 
        new(locations, locationStarts[sample], locationStarts[sample + 1] - locationStarts[sample]);

    public ReadOnlySpan<LabelEntry> Labels(int sample) =>
        AllLabels is null ? default : AllLabels.Of(sample);
}
