using Unpark.Findings;
using Unpark.Model;

namespace Unpark;

/// <summary>What a caller may decide about a diagnosis.</summary>
public sealed record DiagnosisOptions
{
    public static DiagnosisOptions Default { get; } = new();

    /// <summary>Null: read off the evidence.</summary>
    public EvidenceContext? Context { get; init; }

    /// <summary>What the collector did not take, to be said in the report.</summary>
    public IReadOnlyList<Omission> LeftOut { get; init; } = [];
}
