using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>A goroutine that may hold the lock another waits for.</summary>
/// <param name="IsSame">By address; null where none tells.</param>
internal sealed record Holding(Witness Witness, HeldLock Lock, LocatedFrame Frame, bool? IsSame)
{
    /// <summary>Surest first; the waiter itself is not among them.</summary>
    public static IReadOnlyList<Holding> Of(Witness waiter, Operation wait, Witnesses all) =>
    [
        .. from witness in all.All
           where witness != waiter || waiter.Group.Count > 1
           from held in witness.Held
           where held.Lock.Is(wait)
           let isSame = LockWords.IsSame(waiter, waiter.Frames[0], wait, witness, held.Frame, held.Lock.By)
           where isSame != false || witness == waiter
           orderby isSame == true descending
           select new Holding(witness, held.Lock, held.Frame, isSame),
    ];
}
