using System.Collections.Immutable;

namespace Unpark.Monitor.Store;

/// <summary>Where a monitor keeps what it has seen. What a finished call wrote outlives a kill of the process.</summary>
/// <remarks>Every call throws <see cref="StoreException"/> when the store cannot be reached, or is full; nothing of that call was then written.</remarks>
public interface IMonitorStore : IAsyncDisposable
{
    /// <summary>Writes all of them, or none.</summary>
    Task AppendAsync(IReadOnlyList<CountSample> samples, CancellationToken cancellation = default);

    /// <summary>Counts of one target over a time. Empty for a target that is not known.</summary>
    Task<History> HistoryAsync(HistoryQuery query, CancellationToken cancellation = default);

    /// <summary>Keeps a profile or a dump as it came.</summary>
    /// <returns>Its id.</returns>
    Task<long> KeepAsync(StoredSnapshot snapshot, ReadOnlyMemory<byte> content, CancellationToken cancellation = default);

    /// <summary>Of one target, newest first.</summary>
    Task<ImmutableArray<StoredSnapshot>> SnapshotsAsync(string target, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation = default);

    /// <summary>Null when it is not kept any more.</summary>
    Task<(StoredSnapshot Snapshot, byte[] Content)?> SnapshotAsync(long id, CancellationToken cancellation = default);

    /// <summary>Writes it in the place of the one of the same service and fingerprint.</summary>
    Task SaveAsync(FindingRecord finding, CancellationToken cancellation = default);

    /// <summary>Those that are there first, then those that are gone, each newest first.</summary>
    /// <param name="service">Null: of all.</param>
    Task<ImmutableArray<FindingRecord>> FindingsAsync(string? service = null, CancellationToken cancellation = default);

    Task AddAsync(MonitorEvent happened, CancellationToken cancellation = default);

    /// <summary>Newest first.</summary>
    /// <param name="service">Null: of all.</param>
    Task<ImmutableArray<MonitorEvent>> EventsAsync(string? service = null, int most = 100, CancellationToken cancellation = default);

    Task AddAsync(Deployment deployment, CancellationToken cancellation = default);

    /// <summary>Newest first.</summary>
    Task<ImmutableArray<Deployment>> DeploymentsAsync(string service, CancellationToken cancellation = default);

    /// <summary>Writes it in the place of the one of the same key.</summary>
    Task SaveAsync(PushedInstance instance, CancellationToken cancellation = default);

    /// <summary>Those of which history or snapshots are still to be kept, the latest first.</summary>
    Task<ImmutableArray<PushedInstance>> PushedAsync(CancellationToken cancellation = default);

    /// <summary>Thins snapshots, and deletes what is older than it is to be kept, or more than may be.</summary>
    Task<StoreUsage> TidyAsync(CancellationToken cancellation = default);
}
