using Unpark.Monitor.Verdicts;

namespace Unpark.Monitor;

/// <summary>What a caller may decide beyond the settings.</summary>
public sealed record FleetMonitorOptions
{
    public static FleetMonitorOptions Default { get; } = new();

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Goroutines the user knows, and findings that are tolerated.</summary>
    public DiagnosisOptions Diagnosis { get; init; } = new() { Context = Unpark.Findings.EvidenceContext.Live };

    internal FindingBookOptions Findings { get; init; } = FindingBookOptions.Default;
}
