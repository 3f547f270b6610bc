using System.Collections.Immutable;
using Unpark.Knowledge.Profiles;
using Unpark.Model;

namespace Unpark.Collectors.Http;

/// <summary>How many goroutines wait on each lock, as far as the evidence tells them apart.</summary>
internal static class LockWaiters
{
    private static readonly ImmutableArray<string> Below = ["runtime.", "internal/runtime/", "sync.", "internal/sync."];

    /// <summary>By address where a traceback prints it, else by the line that waits: many locks at one line count as one.</summary>
    public static IReadOnlyCollection<long> PerLock(Snapshot snapshot)
    {
        var waiters = new Dictionary<object, long>();
        foreach (var group in snapshot.Groups.Where(group => ProfileCosts.ChainsWaiters(group.State)))
        {
            var site = group.Stack.Frames.FirstOrDefault(IsCaller) ?? (object)group.Stack;
            var located = group.Goroutines.Where(g => g.WaitsOn != 0).Select(g => (object)g.WaitsOn).ToList();
            foreach (var address in located) Add(address, 1);
            Add(site, group.Count - located.Count);
        }
        return waiters.Values;

        void Add(object key, long count) => waiters[key] = waiters.GetValueOrDefault(key) + count;
    }

    private static bool IsCaller(Frame frame) => !Below.Any(prefix => frame.Function.StartsWith(prefix, StringComparison.Ordinal));
}
