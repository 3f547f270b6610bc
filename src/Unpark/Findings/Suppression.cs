namespace Unpark.Findings;

/// <summary>Why a finding is tolerated.</summary>
/// <param name="Reason">In its author's words; of a baseline, what it knows.</param>
/// <param name="Expires">The last day it holds; null when it has none.</param>
public sealed record Suppression(SuppressionKind Kind, string Reason, DateOnly? Expires = null);

/// <summary>Who tolerates a finding.</summary>
public enum SuppressionKind
{
    /// <summary>It was there when the baseline was written.</summary>
    Baseline,

    /// <summary>A person says so in the configuration, with a reason.</summary>
    Configuration,

    /// <summary>A comment in the source says so, with a reason.</summary>
    Comment,
}
