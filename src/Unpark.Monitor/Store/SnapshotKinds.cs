using Unpark.Model;

namespace Unpark.Monitor.Store;

/// <summary>Kinds of snapshots as they stand in the store and in lists.</summary>
internal static class SnapshotKinds
{
    /// <summary>Of a text with no goroutines in it.</summary>
    public const string Races = "race report";

    public static string WordOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Traceback => "traceback",
        EvidenceKind.LeakProfile => "leak profile",
        EvidenceKind.Crash => "crash",
        EvidenceKind.Trace => "execution trace",
        _ => "goroutine profile",
    };
}
