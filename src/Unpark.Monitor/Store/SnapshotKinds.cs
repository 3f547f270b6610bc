using Unpark.Model;

namespace Unpark.Monitor.Store;

/// <summary>Kinds of snapshots as they stand in the store and in lists.</summary>
internal static class SnapshotKinds
{
    public static string WordOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Traceback => "traceback",
        EvidenceKind.LeakProfile => "leak profile",
        EvidenceKind.Crash => "crash",
        EvidenceKind.Trace => "execution trace",
        _ => "goroutine profile",
    };
}
