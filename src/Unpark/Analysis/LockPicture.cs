using System.Collections.Immutable;
using Unpark.Knowledge;

namespace Unpark.Analysis;

/// <summary>Who waits for which lock in one moment, and whose stacks are inside code of the same type.</summary>
internal static class LockPicture
{
    private const int MostCandidates = 2;

    /// <summary>The locks a site's goroutines wait for, by address, most wanted first; empty where the traceback prints none (profiles, read locks).</summary>
    public static ImmutableArray<WantedLock> LocksOf(SiteGroup site)
    {
        var locks = new Dictionary<ulong, WantedLock>();
        foreach (var goroutine in site.Goroutines)
        {
            if (goroutine.WaitsOn == 0) continue;
            if (!locks.TryGetValue(goroutine.WaitsOn, out var wanted)) locks.Add(goroutine.WaitsOn, wanted = new(goroutine.WaitsOn));
            wanted.Waiters++;
        }
        return [.. locks.Values.Order(WantedLock.MostWantedFirst)];
    }

    /// <summary>Other sites that wait for one of the same locks.</summary>
    public static IEnumerable<SiteGroup> OthersWaitingFor(SiteGroup site, IEnumerable<SiteGroup> sites)
    {
        var locks = LocksOf(site).Select(one => one.Address).ToHashSet();
        return sites.Where(other => other.Key != site.Key && other.Goroutines.Any(goroutine => locks.Contains(goroutine.WaitsOn)));
    }

    /// <summary>Sites stuck elsewhere inside a method of the same type: where a holder would be.</summary>
    /// <remarks>A waiter of a Cond gave its lock back, and who waits for the same lock does not hold it.</remarks>
    public static IEnumerable<SiteGroup> MayHold(SiteGroup site, IEnumerable<SiteGroup> sites, FrameTable frames)
    {
        if (TypeOf(site, frames) is not { } type) return [];
        var waiting = OthersWaitingFor(site, sites).Select(other => other.Key).Append(site.Key).ToHashSet();
        return sites
            .Where(other => !waiting.Contains(other.Key) && other.Kind is not WaitKind.Cond && !IsSameWait(site.Kind, other.Kind))
            .Where(other => other.Stack.Frames.Any(frame => frames[frame].IsUsers && TypeOf(frames[frame].Name) == type))
            .Take(MostCandidates);
    }

    /// <summary>The goroutine entered two methods of the type, one from the other: it may wait for a lock it holds itself.</summary>
    public static bool MayHoldItself(SiteGroup site, FrameTable frames)
    {
        if (TypeOf(site, frames) is not { } type) return false;
        return site.Stack.Frames.Where(frame => frames[frame].IsUsers && TypeOf(frames[frame].Name) == type).Select(frame => frames[frame].Outer).Distinct().Skip(1).Any();
    }

    // Where no address tells two locks of one type apart, equal waits are taken for the same lock.
    private static bool IsSameWait(WaitKind a, WaitKind b) => a == b || (a == WaitKind.RWMutexRead && b == WaitKind.RWMutexRead);

    private static (string Package, string Receiver)? TypeOf(SiteGroup site, FrameTable frames) =>
        site.Site is { } place ? TypeOf(frames[place.Frame].Name) : null;

    private static (string Package, string Receiver)? TypeOf(GoFunctionName name) =>
        name.Receiver is { } receiver ? (name.PackagePath, receiver) : null;

    internal sealed class WantedLock(ulong address)
    {
        public static readonly IComparer<WantedLock> MostWantedFirst = Comparer<WantedLock>.Create((a, b) =>
            a.Waiters != b.Waiters ? b.Waiters.CompareTo(a.Waiters) : a.Address.CompareTo(b.Address));

        public ulong Address => address;

        public long Waiters { get; set; }
    }
}
