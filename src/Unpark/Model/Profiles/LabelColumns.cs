namespace Unpark.Model.Profiles;

/// <summary>The labels of all samples of a profile.</summary>
/// <param name="names">What the entries point into.</param>
/// <param name="entries">Sample by sample.</param>
/// <param name="starts">Where the labels of a sample begin; one entry more than samples.</param>
internal sealed class LabelColumns(NameTable names, LabelEntry[] entries, int[] starts)
{
    public NameTable Names => names;

    public ReadOnlySpan<LabelEntry> Of(int sample) => new(entries, starts[sample], starts[sample + 1] - starts[sample]);
}

/// <param name="Text">Index of the value of a text label; -1 for a number label.</param>
internal readonly record struct LabelEntry(int Key, int Text, long Number, int Unit);
