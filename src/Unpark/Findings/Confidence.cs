namespace Unpark.Findings;

/// <summary>How sure a finding is.</summary>
public enum Confidence
{
    /// <summary>Worth a look: one weak sign alone.</summary>
    Suspected,

    /// <summary>A careful engineer would open a ticket now.</summary>
    Likely,

    /// <summary>Nothing can ever wake it: said only of evidence that proves.</summary>
    Proven,
}
