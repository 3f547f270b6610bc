using System.Collections.Immutable;
using Unpark.Findings;

namespace Unpark.Monitor.Verdicts;

/// <summary>Findings of one instance that rest on more than its last profile: they hold until most of their goroutines are gone.</summary>
/// <remarks>A dump shows ages and proof, a window of days shows what one of hours does not; neither is taken at each look.</remarks>
internal sealed class HeldFindings
{
    private Dictionary<string, Finding> _held = new(StringComparer.Ordinal);

    /// <summary>What a dump, or a long window, says from now on.</summary>
    public void Hold(IEnumerable<Finding> findings)
    {
        foreach (var finding in findings.Where(finding => finding.Level > Level.Note)) _held[finding.Fingerprint] = finding;
    }

    /// <summary>With those that the last profile gave, the surer of two; worst first.</summary>
    /// <param name="counts">Goroutines by the fingerprint of their site, at the last look.</param>
    public ImmutableArray<Finding> With(IEnumerable<Finding> seen, IReadOnlyDictionary<string, long> counts)
    {
        _held = _held.Where(held => counts.TryGetValue(held.Key, out var count) && 2 * count >= held.Value.Count).ToDictionary(StringComparer.Ordinal);
        var held = _held.Values.Select(finding => finding with { Count = counts[finding.Fingerprint] });
        return
        [
            .. seen.Where(finding => finding.Level > Level.Note).Concat(held)
                .GroupBy(finding => finding.Fingerprint)
                .Select(same => Merge([.. same]))
                .Order(FindingOrder.WorstFirst),
        ];
    }

    // Figures of the last profile, which comes first, with the reasons of the one that knows more.
    private static Finding Merge(List<Finding> same) => same.MaxBy(finding => (finding.Confidence, finding.Because.Length))! with
    {
        Title = same[0].Title,
        Count = same[0].Count,
        Growth = same.Select(finding => finding.Growth).FirstOrDefault(growth => growth is not null),
    };
}
