namespace Unpark.Knowledge.Libraries;

/// <summary>Of which library goroutines a program has few, because it makes few of what they belong to.</summary>
/// <remarks>
/// Read off the table's <see cref="KnownGoroutine.Expected"/>: one for each pool, client or watcher are few; one for each connection, request or
/// subscription can be thousands in a healthy server.
/// </remarks>
internal static class Expectation
{
    private static readonly string[] Few =
    [
        "open sql.DB", "open DB", "client", "pool", "cache", "Logger", "Watcher", "WatchConfig call", "tracer", "session", "producer", "reporter", "sender", "sink",
        "application", "agent", "expirable LRU", "Cron", "scheduler", "Ring", "failover client", "metrics.New", "root scope", "batch span processor", "PeriodicReader",
        "BatchProcessor", "store", "informer", "profiler", "BufferedWriteSyncer", "diode.Writer", "delaying queue", "memberlist", "node",
    ];

    /// <summary>"open sql.DB" of "1 per open sql.DB; more means sql.Open per request"; null for those of which there may be any number.</summary>
    public static string? OwnerOf(KnownGoroutine known)
    {
        if (known.Verdict == KnownVerdict.Background) return null;
        foreach (var prefix in (ReadOnlySpan<string>)["1 per ", "2 per ", "0 or 1 per ", "up to 1 per "])
        {
            if (!known.Expected.StartsWith(prefix, StringComparison.Ordinal)) continue;
            var owner = known.Expected.AsSpan(prefix.Length);
            foreach (var few in Few)
            {
                if (owner.StartsWith(few) && (owner.Length == few.Length || !char.IsLetter(owner[few.Length])) && !owner[few.Length..].StartsWith(" connection")) return few;
            }
        }
        return null;
    }
}
