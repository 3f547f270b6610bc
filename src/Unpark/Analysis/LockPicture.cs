using System.Collections.Immutable;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;

namespace Unpark.Analysis;

/// <summary>The locks that the goroutines of one site wait for, and whose stacks are inside code of the same type.</summary>
internal sealed class LockPicture
{
    private const int MostCandidates = 2;

    private readonly SiteGroup _site;
    private readonly IEnumerable<SiteGroup> _sites;
    private readonly FrameTable _frames;

    /// <param name="sites">All of the moment.</param>
    public LockPicture(SiteGroup site, IEnumerable<SiteGroup> sites, FrameTable frames)
    {
        (_site, _sites, _frames) = (site, sites, frames);
        Locks = LocksOf(site);
        OthersWaiting = Locks.IsEmpty ? [] : OthersWaitingFor(Locks.Select(one => one.Address).ToHashSet());
    }

    /// <summary>By address, most wanted first; empty where the traceback prints none (profiles, read locks).</summary>
    public ImmutableArray<WantedLock> Locks { get; }

    /// <summary>Other sites that wait for one of the same locks.</summary>
    public ImmutableArray<SiteGroup> OthersWaiting { get; }

    /// <summary>Sites stuck elsewhere inside a method of the same type: where a holder would be.</summary>
    /// <remarks>A waiter of a Cond gave its lock back, and who waits for the same lock does not hold it.</remarks>
    public IEnumerable<SiteGroup> MayHold()
    {
        if (TypeOf(_site, _frames) is not { } type) return [];
        return _sites
            .Where(other => other.Key != _site.Key && !OthersWaiting.Contains(other) && other.Kind is not WaitKind.Cond && !IsSameWait(_site.Kind, other.Kind))
            .Where(other => other.Stack.Frames.Any(frame => _frames[frame].IsUsers && TypeOf(_frames[frame].Name) == type))
            .Take(MostCandidates);
    }

    private static ImmutableArray<WantedLock> LocksOf(SiteGroup site)
    {
        var locks = new Dictionary<ulong, WantedLock>();
        var wanted = new WantedLock(0);
        foreach (var goroutine in site.Goroutines)
        {
            if (goroutine.WaitsOn == 0) continue;
            if (goroutine.WaitsOn != wanted.Address && !locks.TryGetValue(goroutine.WaitsOn, out wanted)) locks.Add(goroutine.WaitsOn, wanted = new(goroutine.WaitsOn));
            wanted.Waiters++;
        }
        return [.. locks.Values.Order(WantedLock.MostWantedFirst)];
    }

    private ImmutableArray<SiteGroup> OthersWaitingFor(HashSet<ulong> locks) =>
        [.. _sites.Where(other => other.Key != _site.Key && other.Kind.IsLock() && other.Goroutines.Any(goroutine => locks.Contains(goroutine.WaitsOn)))];

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
