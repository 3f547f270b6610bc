namespace Unpark.Findings;

/// <summary>What a change did to a place where goroutines were stuck.</summary>
public enum Outcome
{
    Fixed,

    /// <summary>Fewer than before by more than chance, or a slower leak, and not gone.</summary>
    Better,

    Unchanged,

    /// <summary>More than before by more than chance, a faster leak, or a new one.</summary>
    Worse,
}
