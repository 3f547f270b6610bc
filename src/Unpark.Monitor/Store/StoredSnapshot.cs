namespace Unpark.Monitor.Store;

/// <summary>A profile or a dump that is kept as it came.</summary>
/// <param name="Id">0 for one that is not kept yet.</param>
/// <param name="Target">Key of the target.</param>
/// <param name="Kind">In words: "goroutine profile", "traceback", "leak profile".</param>
/// <param name="Total">Goroutines in it.</param>
/// <param name="Size">Bytes.</param>
public sealed record StoredSnapshot(long Id, string Target, DateTimeOffset At, string Kind, SnapshotReason Reason, long Total, long Size);

/// <summary>Why a snapshot was taken. The number stands in the store.</summary>
public enum SnapshotReason
{
    /// <summary>It was time for one: it is thinned out with age.</summary>
    Clock = 0,

    /// <summary>A finding appeared.</summary>
    Finding = 1,

    /// <summary>The count rose beyond what it had been.</summary>
    Spike = 2,

    /// <summary>Somebody asked for it.</summary>
    Request = 3,

    /// <summary>The program, or a job, sent it.</summary>
    Pushed = 4,
}
