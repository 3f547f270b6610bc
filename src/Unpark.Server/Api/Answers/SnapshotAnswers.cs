using System.Collections.Immutable;
using System.Text.Json;
using Unpark.Monitor.Store;

namespace Unpark.Server.Api.Answers;

/// <summary>Newest first.</summary>
internal sealed record SnapshotsAnswer(ImmutableArray<SnapshotInfo> Snapshots);

/// <param name="Key">Of the instance.</param>
/// <param name="Kind">"goroutine profile", "traceback", "leak profile".</param>
/// <param name="Reason">"clock", "finding", "spike", "request" or "pushed".</param>
/// <param name="Total">Goroutines in it.</param>
/// <param name="Size">Bytes.</param>
internal sealed record SnapshotInfo(long Id, string Service, string Key, DateTimeOffset At, string Kind, string Reason, long Total, long Size)
{
    public static SnapshotInfo Of(StoredSnapshot snapshot, string service) =>
        new(snapshot.Id, service, snapshot.Target, snapshot.At, snapshot.Kind, Words.Of(snapshot.Reason), snapshot.Total, snapshot.Size);
}

/// <param name="Report">The document of <c>unpark --format json</c>.</param>
internal sealed record SnapshotAnswer(SnapshotInfo Snapshot, JsonElement Report)
{
    /// <summary>How many smaller places the report lacks because fewer were asked for.</summary>
    public int? PlacesLeftOut { get; init; }
}
