namespace Unpark.Findings;

/// <summary>A finding that is known and tolerated: it is counted and kept, and fails nothing.</summary>
public sealed record SuppressedFinding(Finding Finding, Suppression Suppression);
