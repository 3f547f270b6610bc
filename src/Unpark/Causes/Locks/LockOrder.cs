using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>Two goroutines hold what the other waits for: the same two locks, taken in opposite order.</summary>
internal sealed class LockOrder : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (!place.Self.WaitsForLock) return null;
        var wanted = place.Waits[0];
        foreach (var holding in Holding.Of(place.Self, wanted, place.Others))
        {
            if (!holding.Witness.WaitsForLock) continue;
            var other = holding.Witness.WaitsIn[0];
            if (holding.Witness == place.Self && !IsOtherLock(holding.Lock.By, wanted)) continue;
            var own = place.Self.Held().Select(held => held.Lock).FirstOrDefault(held => held.Is(other) && (held.By != holding.Lock.By || IsOtherLock(held.By, wanted)));
            if (own is null || (own.IsRead && holding.Lock.IsRead)) continue;
            if (own.Lock == holding.Lock.Lock && place.Finding.Rule.Name is "reentrant-lock" or "read-lock-twice") continue;
            return new("lock-order", $"{StuckPlace.PlaceOf(own.By)} locks {LockWords.NameOf(own.By)} and then wants {LockWords.NameOf(wanted)}, at {StuckPlace.PlaceOf(wanted)}; {StuckPlace.PlaceOf(holding.Lock.By)} locks {LockWords.NameOf(holding.Lock.By)} and then wants {LockWords.NameOf(other)}, at {StuckPlace.PlaceOf(other)}",
                StuckPlace.Spot(wanted, "the second lock, in one order"),
                [StuckPlace.Spot(own.By, "the first lock, in one order"), StuckPlace.Spot(holding.Lock.By, "the first lock, in the other order"), StuckPlace.Spot(other, "the second lock, in the other order")],
                IsSure: holding.IsSame == true);
        }
        return null;
    }

    // Of two locks of one type only the words for them tell them apart: from.mu and to.mu.
    private static bool IsOtherLock(Operation held, Operation wanted) => held.Function == wanted.Function && LockWords.NameOf(held) != LockWords.NameOf(wanted);
}
