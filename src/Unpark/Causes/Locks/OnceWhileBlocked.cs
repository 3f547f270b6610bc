using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>What a Once runs waits for something, and somebody waits for the Once who is needed for that: its call is a lock.</summary>
internal sealed class OnceWhileBlocked : CauseFinder
{
    public override Cause? Explain(StuckPlace place) =>
        place.Self.Frames.IsEmpty ? null : WaitsForOnce(place.Self) is { } wanted ? OfWaiter(place, wanted) : OfRunner(place);

    private static Cause? OfWaiter(StuckPlace place, OnceCall wanted) =>
        (from runner in place.Others.All
         where runner != place.Self
         select CauseOf(runner, place.Self, wanted)).FirstOrDefault(cause => cause is not null);

    private static Cause? OfRunner(StuckPlace place) =>
        place.Self.WaitsIn.IsEmpty || !place.Self.Frames.Skip(1).Any(frame => OnceCall.At(frame) is not null) ? null
        : (from waiter in place.Others.All
           where waiter != place.Self
           let wanted = WaitsForOnce(waiter)
           where wanted is not null
           select CauseOf(place.Self, waiter, wanted)).FirstOrDefault(cause => cause is not null);

    private static OnceCall? WaitsForOnce(Witness witness) =>
        witness.Group.State.Text is var state && (state.StartsWith("sync.Mutex", StringComparison.Ordinal) || state.StartsWith("semacquire", StringComparison.Ordinal)) ? OnceCall.At(witness.Frames[0]) : null;

    private static Cause? CauseOf(Witness runner, Witness waiter, OnceCall wanted)
    {
        if (runner.WaitsIn is not [var blocked, ..] || blocked.Kind == OperationKind.Sleep) return null;
        foreach (var frame in runner.Frames.Skip(1))
        {
            if (OnceCall.At(frame) is not { } running || running.Once != wanted.Once) continue;
            var isSame = LockWords.IsOneObject(runner, frame, waiter, waiter.Frames[0]);
            if (isSame == false) continue;
            return runner.WaitsForLock ? InTurn(runner, frame, running, waiter, wanted, blocked) : CauseOf(runner, frame, running, wanted, blocked, isSame == true);
        }
        return null;
    }

    // What the Once runs wants a lock, and whoever holds that waits for the Once.
    private static Cause? InTurn(Witness runner, LocatedFrame frame, OnceCall running, Witness waiter, OnceCall wanted, Operation blocked)
    {
        if (waiter.Held.FirstOrDefault(held => held.Lock.Is(blocked)) is not { Lock: { } held, Frame: var holder }) return null;
        var spot = holder.Spot("waits for the Once, under the lock");
        return new("lock-order", $"{running.Name}, at {running.Place}, runs what wants {LockWords.NameOf(blocked)}, at {StuckPlace.PlaceOf(blocked)}; {StuckPlace.PlaceOf(held.By)} locks {LockWords.NameOf(held.By)} and then waits for that call to end, at {wanted.Place}",
            spot, [.. new[] { StuckPlace.Spot(held.By, "the lock first"), running.Spot("the Once first"), StuckPlace.Spot(blocked, "wants the lock") }.Concat(LockWords.CallsUnder(runner, frame)).OtherThan(spot)], IsSure: false);
    }

    private static Cause CauseOf(Witness runner, LocatedFrame frame, OnceCall running, OnceCall wanted, Operation blocked, bool isSure)
    {
        var node = HeldWhileBlocked.NodeOf(blocked);
        return new(HeldWhileBlocked.Name,
            $"{HeldWhileBlocked.Word(blocked)} at {StuckPlace.PlaceOf(blocked.File, blocked.File.LineOf(node))} waits inside what {running.Name} runs, at {running.Place}, and a goroutine at {wanted.Place} waits for that call to end",
            blocked.File.SpotAt(node.Pos, "waits inside the Once"),
            [.. new[] { running.Spot("the first call"), wanted.Spot("waits for the first call") }.Concat(LockWords.CallsUnder(runner, frame)).OneEachLine()], isSure);
    }
}
