using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Configuration;
using Unpark.Findings;
using Unpark.Findings.Baselines;
using Unpark.Model;

namespace Unpark;

/// <summary>What a caller may decide about a diagnosis.</summary>
public sealed record DiagnosisOptions
{
    public static DiagnosisOptions Default { get; } = new();

    /// <summary>Null: read off the evidence.</summary>
    public EvidenceContext? Context { get; init; }

    /// <summary>Goroutines the user knows, and those to leave out.</summary>
    public UserConfiguration Configuration { get; init; } = UserConfiguration.Empty;

    /// <summary>Findings that were there before; null counts every finding.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>The day on which suppressions expire or hold; null: none expires.</summary>
    public DateOnly? Today { get; init; }

    /// <summary>Kept by whoever diagnoses the same programs again and again; null where nobody does.</summary>
    internal KnownFunctions? Known { get; init; }

    /// <summary>What was counted before the moments; growth is then judged by it.</summary>
    internal CountHistory? History { get; init; }

    /// <summary>What the collector did not take, to be said in the report.</summary>
    public IReadOnlyList<Omission> LeftOut { get; init; } = [];
}
