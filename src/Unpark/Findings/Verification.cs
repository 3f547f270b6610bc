using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Findings;

/// <summary>Whether a change helped: the evidence of before against that of after, two runs or two builds of one program.</summary>
public sealed record Verification
{
    /// <summary>Worse when any place is; fixed when all are; null when there was nothing stuck to compare.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Goroutines in the last moment of before.</summary>
    public required long TotalBefore { get; init; }

    /// <summary>Goroutines in the last moment of after.</summary>
    public required long TotalAfter { get; init; }

    /// <summary>Worst first. Places that nothing speaks against on either side are not among them.</summary>
    public required ImmutableArray<PlaceOutcome> Places { get; init; }

    /// <summary>Sentences about what this evidence can and cannot show.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}

/// <summary>What became of one place, found again by function, file and kind of wait: lines may move, closures be renumbered.</summary>
public sealed record PlaceOutcome
{
    public required Outcome Outcome { get; init; }

    /// <summary>As it is after, or was before where it is gone.</summary>
    public required Site Site { get; init; }

    public required WaitReason State { get; init; }

    public required long Before { get; init; }

    public required long After { get; init; }

    /// <summary>Goroutines more an hour; null where that evidence has no rate.</summary>
    public double? PerHourBefore { get; init; }

    /// <inheritdoc cref="PerHourBefore"/>
    public double? PerHourAfter { get; init; }

    /// <summary>One sentence: what decided.</summary>
    public required string Because { get; init; }

    public required string Fingerprint { get; init; }
}
