using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>Goroutines hold what the next one waits for, in a ring: two locks or more, not taken in one order.</summary>
internal sealed class LockOrder : CauseFinder
{
    private const int MostInRing = 6;

    public override Cause? Explain(StuckPlace place) =>
        place.Self.WaitsForLock && Ring(place, place.Self, [], MostInRing) is { } ring ? CauseOf(place, ring) : null;

    // Who holds what one waits for, then who holds what that one waits for, until it is the first again.
    private static IReadOnlyList<RingLink>? Ring(StuckPlace place, Witness waiter, ImmutableArray<RingLink> before, int most)
    {
        if (most == 0) return null;
        var wanted = waiter.WaitsIn[0];
        foreach (var holding in Holding.Of(waiter, wanted, place.Others))
        {
            var holder = holding.Witness;
            if (!holder.WaitsForLock || before.Any(link => link.Holding.Witness == holder)) continue;
            if (holder == waiter && !IsOtherLock(holding.Lock.By, holding.Frame, wanted)) continue;
            var ring = before.Add(new(waiter, wanted, holding));
            if (Closes(place, ring) is { } own) return [.. ring.Add(own)];
            if (holder != place.Self && Ring(place, holder, ring, most - 1) is { } longer) return longer;
        }
        return null;
    }

    // The last of them waits for what the first holds.
    private static RingLink? Closes(StuckPlace place, ImmutableArray<RingLink> ring)
    {
        var (self, wanted, last) = (place.Self, ring[0].Wanted, ring[^1].Holding);
        var other = last.Witness.WaitsIn[0];
        foreach (var (own, frame) in self.Held)
        {
            if (!own.Is(other) || (own.By == last.Lock.By && !IsOtherLock(own.By, frame, wanted) && !self.WaitsOnOtherThan(last.Witness)) || (own.IsRead && last.Lock.IsRead)) continue;
            if (own.Lock == last.Lock.Lock && !LockWords.GoesToAnother(frame) && place.Finding.Rule.Name is "reentrant-lock" or "read-lock-twice") return null;
            if (ring.Length > 1 && LockWords.IsSame(self, frame, own.By, last.Witness, last.Witness.Frames[0], other) == false) continue;
            return new(last.Witness, other, new(self, own, frame, null));
        }
        return null;
    }

    private static Cause CauseOf(StuckPlace place, IReadOnlyList<RingLink> ring)
    {
        var own = ring[^1].Holding;
        var orders = ring.Select((link, i) => (Held: i == 0 ? own : ring[i - 1].Holding, link.Wanted)).ToList();
        var told = orders.Select(order => $"{StuckPlace.PlaceOf(order.Held.Lock.By)} locks {LockWords.NameOf(order.Held.Lock.By)} and then wants {LockWords.NameOf(order.Wanted)}, at {StuckPlace.PlaceOf(order.Wanted)}").Distinct().ToList();
        var sentence = told is [var only] && orders.Count > 1 ? $"{only}: of another object, which another goroutine locked first" : string.Join("; ", told);
        var (wanted, spot) = (StuckPlace.Spot(ring[0].Wanted, "the second lock, in one order"), Culprit(ring[0], own));
        return new("lock-order", sentence, spot,
            [
                .. new[] { wanted }.OtherThan(spot),
                StuckPlace.Spot(own.Lock.By, "the first lock, in one order"),
                .. orders.Skip(1).SelectMany(order => new[] { StuckPlace.Spot(order.Held.Lock.By, "the first lock, in the other order"), StuckPlace.Spot(order.Wanted, "the second lock, in the other order") }),
                .. orders.SelectMany(order => LockWords.CallsUnder(order.Held)).DistinctBy(call => (call.File, call.Line)).OtherThan(spot),
            ],
            IsSure: ring.SkipLast(1).All(link => link.Holding.IsSame == true));
    }

    // The call under the first lock leads to the second; a callback knows what it locks, and who calls it does not.
    private static SourceSpot Culprit(RingLink first, Holding own) =>
        own.Frame.Index == first.Waiter.Frames[0].Index || own.Frame.Function.Calls.Exists(call => call.Line == own.Frame.Line && call.Through is not null)
            ? StuckPlace.Spot(first.Wanted, "the second lock, in one order") : own.Frame.Spot("leads to the second lock, in one order");

    // Of two locks of one type only the words for them tell them apart: from.mu and to.mu, or from.move() and to.add().
    private static bool IsOtherLock(Operation held, LocatedFrame frame, Operation wanted) =>
        held.Function == wanted.Function ? LockWords.NameOf(held) != LockWords.NameOf(wanted) : LockWords.GoesToAnother(frame);

    /// <summary>One waits for a lock, and another holds it.</summary>
    private sealed record RingLink(Witness Waiter, Operation Wanted, Holding Holding);
}
