using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark;

public static partial class Diagnosis
{
    /// <summary>Says of findings about waiting goroutines what these hold.</summary>
    private static ImmutableArray<Finding> WithCosts(ImmutableArray<Finding> findings, Evidence evidence, IReadOnlyList<Reading> readings)
    {
        var heap = HeapInUse.In(readings);
        return [.. findings.Select(finding => CostOf(finding, evidence, heap) is { } cost ? finding with { Cost = cost } : finding)];
    }

    private static Cost? CostOf(Finding finding, Evidence evidence, HeapInUse? heap) =>
        finding is { State: not null, Count: > 0 } && HeldMemory.Of(finding.Count, finding.Stack, FunctionsOf(finding, evidence), heap) is { } held ? new(held.Bytes, held.Basis) : null;

    // main.main is below everything the main goroutine allocated, a library's functions below what all of its users did.
    private static HashSet<string> FunctionsOf(Finding finding, Evidence evidence)
    {
        var functions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var frame in (Frame?[])[finding.Site?.Frame, finding.CreatedBy])
        {
            if (frame is not null && frame.Function != "main.main" && evidence.Frames[frame].IsUsers) functions.Add(frame.Function);
        }
        return functions;
    }
}
