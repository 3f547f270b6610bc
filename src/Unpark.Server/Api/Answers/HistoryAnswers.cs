using System.Collections.Immutable;
using Unpark.Monitor.Store;

namespace Unpark.Server.Api.Answers;

/// <param name="Times">Seconds since 1970, of the stretches in which somebody looked.</param>
internal sealed record HistoryAnswer(ImmutableArray<long> Times, RangeAnswer Totals, ImmutableArray<SeriesAnswer> Series, ImmutableArray<DeploymentAnswer> Deployments);

/// <summary>Lowest and highest count of each stretch.</summary>
internal sealed record RangeAnswer(ImmutableArray<long> Lowest, ImmutableArray<long> Highest)
{
    public static RangeAnswer Of(CountRange counts) => new(counts.Lowest, counts.Highest);
}

/// <param name="Key">Fingerprint of the site, the state, or "other".</param>
internal sealed record SeriesAnswer(string Key, ImmutableArray<long> Lowest, ImmutableArray<long> Highest)
{
    public string? Function { get; init; }

    public string? File { get; init; }

    public int? Line { get; init; }

    public string? State { get; init; }

    public string? Library { get; init; }
}

/// <param name="Times">Seconds since 1970.</param>
internal sealed record SiteAnswer(SitePlace Site, ImmutableArray<long> Times, ImmutableArray<SiteInstanceAnswer> Instances, ImmutableArray<DeploymentAnswer> Deployments, ImmutableArray<SnapshotInfo> Snapshots)
{
    public FindingSummary? Finding { get; init; }
}

/// <summary>A line where goroutines wait.</summary>
internal sealed record SitePlace(string Fingerprint, string Function, string File, int Line, string State)
{
    public string? Library { get; init; }

    public static SitePlace Of(SiteInfo site) => new(site.Fingerprint, site.Function, site.File, site.Line, site.State) { Library = site.Library };
}

/// <summary>Counts at one line; null where nobody looked.</summary>
internal sealed record SiteInstanceAnswer(string Key, string Instance, ImmutableArray<long?> Lowest, ImmutableArray<long?> Highest);

/// <param name="Totals">Before and after.</param>
/// <param name="Sites">Largest change first.</param>
internal sealed record CompareAnswer(DateTimeOffset From, DateTimeOffset To, ImmutableArray<long> Totals, ImmutableArray<SiteChange> Sites, ComparedSnapshots Snapshots);

internal sealed record SiteChange(string Fingerprint, string Function, string File, int Line, string State, long Before, long After);

/// <summary>The nearest ones of the same instance, where both moments have one.</summary>
internal sealed record ComparedSnapshots
{
    public SnapshotInfo? Before { get; init; }

    public SnapshotInfo? After { get; init; }
}
