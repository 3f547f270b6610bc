using System.Collections.Immutable;

namespace Unpark.Findings.Baselines;

/// <summary>Findings that were there before, so that only new ones count.</summary>
/// <param name="Entries">In the order of the file.</param>
public sealed record Baseline(ImmutableArray<BaselineEntry> Entries)
{
    /// <summary>Every finding of the report that is no note. Suppressed ones have their own place to be listed in.</summary>
    /// <remarks>Sorted by place, and without lines and sentences: written again, the file changes where findings do.</remarks>
    public static Baseline Of(Report report) => new(
    [
        .. report.Findings
            .Where(finding => finding.Level > Level.Note)
            .Select(BaselineEntry.Of)
            .OrderBy(entry => entry.File, StringComparer.Ordinal)
            .ThenBy(entry => entry.Function, StringComparer.Ordinal)
            .ThenBy(entry => entry.Fingerprint, StringComparer.Ordinal),
    ]);

    /// <returns>Null for a finding that was not there.</returns>
    public BaselineEntry? EntryOf(Finding finding) => Entries.FirstOrDefault(entry => entry.Fingerprint == finding.Fingerprint);
}
