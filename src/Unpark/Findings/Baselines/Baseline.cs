using System.Collections.Immutable;

namespace Unpark.Findings.Baselines;

/// <summary>Findings that were there before, so that only new ones count.</summary>
/// <param name="entries">In the order of the file.</param>
public sealed class Baseline(ImmutableArray<BaselineEntry> entries)
{
    // Of two entries of one fingerprint, as a merge of branches may leave them, the last counts.
    private readonly Dictionary<string, BaselineEntry> _byFingerprint = IndexOf(entries);

    public ImmutableArray<BaselineEntry> Entries => entries;

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
    public BaselineEntry? EntryOf(Finding finding) => _byFingerprint.GetValueOrDefault(finding.Fingerprint);

    private static Dictionary<string, BaselineEntry> IndexOf(ImmutableArray<BaselineEntry> entries)
    {
        var index = new Dictionary<string, BaselineEntry>(StringComparer.Ordinal);
        foreach (var entry in entries) index[entry.Fingerprint] = entry;
        return index;
    }
}
