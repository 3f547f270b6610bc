using Unpark.Findings;

namespace Unpark.Causes.Locks;

/// <summary>Whoever holds the lock is stuck itself, over locks: its cause is that of everybody behind it.</summary>
internal sealed class HolderStuck : CauseFinder
{
    /// <summary>Who waits behind whom who waits behind whom.</summary>
    private const int MostSteps = 4;

    private static readonly CauseFinder[] OfHolders = [new HeldWhileBlocked(), new ReadLockTwice(), new LockOrder(), new DoubleLock()];

    /// <summary>What somebody is stuck in who holds a lock.</summary>
    public static Cause? OfHolder(StuckPlace holder) => OfHolders.Select(finder => finder.Explain(holder)).FirstOrDefault(cause => cause is not null);

    public override Cause? Explain(StuckPlace place)
    {
        if (!place.Self.WaitsForLock) return null;
        var (told, waiters) = (new HashSet<Witness> { place.Self }, new Queue<Witness>([place.Self]));
        while (told.Count <= MostSteps && waiters.TryDequeue(out var waiter))
        {
            foreach (var holding in Holding.Of(waiter, waiter.WaitsIn[0], place.Others))
            {
                if (!holding.Witness.WaitsForLock || !told.Add(holding.Witness)) continue;
                if (CauseOf(place, holding) is { } cause) return cause;
                waiters.Enqueue(holding.Witness);
            }
        }
        return null;
    }

    private static Cause? CauseOf(StuckPlace place, Holding holding)
    {
        var holder = place.Others.PlaceOf(place.Finding, holding.Witness);
        var cause = OfHolder(holder);
        return cause is null ? null : cause with { Others = [.. cause.Others.Append(StuckPlace.Spot(place.Waits[0], "stuck here")).OneEachLine()], IsSure = cause.IsSure && holding.IsSame == true };
    }
}
