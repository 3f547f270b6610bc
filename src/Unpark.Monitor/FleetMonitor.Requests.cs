using System.Collections.Immutable;
using Unpark.Collectors;
using Unpark.Monitor.Store;

namespace Unpark.Monitor;

/// <summary>What somebody asks for beside the clock.</summary>
public sealed partial class FleetMonitor
{
    /// <summary>Takes a profile, and a traceback and a leak profile where they fit into the stop allowed, and keeps them.</summary>
    /// <returns>Null when there is no target of this key, or it cannot be asked because it sends by itself.</returns>
    /// <exception cref="TargetException">It cannot be asked.</exception>
    /// <exception cref="StoreException">What was taken could not be kept.</exception>
    public async Task<ImmutableArray<StoredSnapshot>?> LookNowAsync(string key, CancellationToken cancellation = default)
    {
        if (!_watches.TryGetValue(key, out var watch)) return null;
        var taken = await watch.LookNowAsync(cancellation);
        Looked?.Invoke(watch.State);
        return taken;
    }
}
