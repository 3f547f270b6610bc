using System.Collections.Immutable;
using Unpark.Causes.Locks;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Source.Facts;

namespace Unpark.Causes;

/// <summary>Goroutines that wait for each other over locks the source shows them to hold: a deadlock, whatever the evidence alone said.</summary>
internal static class Entangled
{
    /// <summary>The finding's own goroutines are part of it, not only behind it.</summary>
    public static bool IsIn(Cause cause, StuckPlace place) =>
        cause.Name is "lock-order" or "blocked-under-lock" or "read-lock-twice" && (cause.Spot.Line == place.Line || cause.Others.Any(spot => spot.Line == place.Line)) && place.Finding.Confidence <= Confidence.Likely;

    /// <summary>Who waits over what for whom; null where no holder is seen.</summary>
    public static WaitPicture? PictureOf(StuckPlace place)
    {
        var waiter = place.Self.WaitsForLock ? place.Self : place.Others.All.FirstOrDefault(other => other.WaitsForLock && place.Self.Held.Any(held => held.Lock.Is(other.WaitsIn[0])));
        if (waiter is null) return null;
        var holding = Holding.Of(waiter, waiter.WaitsIn[0], place.Others).FirstOrDefault(holding => holding.Witness != waiter && !holding.Witness.WaitsIn.IsEmpty);
        if (holding is null) return null;
        var holder = holding.Witness;
        ImmutableArray<WaitNode> nodes = [NodeOf(waiter), ObjectOf(waiter.WaitsIn[0]), NodeOf(holder), ObjectOf(holder.WaitsIn[0])];
        return new(nodes, [new(0, 1, 2, holding.IsSame == true), new(2, 3, 0, false)]);
    }

    private static WaitNode NodeOf(Witness witness) => new(WaitNodeKind.Goroutine, TitleOf(witness), StuckPlace.PlaceOf(witness.Function.File, witness.Frames[0].Line)) { State = WaitReasons.KindOf(witness.Group.State, witness.Group.Stack).Does() };

    private static string TitleOf(Witness witness) => witness.Group is { Count: 1, Goroutines: [var only, ..] } ? FormattableString.Invariant($"goroutine {only.Id}") : Verdict.Count(witness.Group.Count, "goroutine");

    private static WaitNode ObjectOf(Operation wait) => wait.Kind switch
    {
        OperationKind.Lock or OperationKind.RLock => new(WaitNodeKind.Lock, $"lock {LockWords.NameOf(wait)}", ""),
        OperationKind.Wait => new(WaitNodeKind.WaitGroup, $"WaitGroup {StuckPlace.NameOf(wait)}", ""),
        OperationKind.CondWait => new(WaitNodeKind.Cond, $"Cond {StuckPlace.NameOf(wait)}", ""),
        _ => new(WaitNodeKind.Channel, $"channel {StuckPlace.NameOf(wait)}", ""),
    };
}
