using Unpark.Findings;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Locks;

/// <summary>A goroutine locks what it holds already.</summary>
internal sealed class DoubleLock : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (!place.Self.WaitsForLock) return null;
        var wait = place.Waits[0];
        // Two objects of one type lock in turn: their fields look alike.
        if (place.Finding.Rule.Name == "lock-order" && wait.Target is not { Kind: VariableKind.Local }) return null;
        foreach (var (held, frame) in place.Self.Held)
        {
            if (!held.Is(wait)) continue;
            if (frame.Index == place.Self.Frames[0].Index)
            {
                if (LockWords.NameOf(held.By) == LockWords.NameOf(wait)) return CauseOf(held, wait, place, null);
            }
            else if (!IsNeverGivenBack(place, held) && !IsKeptBehind(frame, held) && LockWords.IsSame(place.Self, place.Self.Frames[0], wait, place.Self, frame, held.By) is var isSame && (isSame ?? !LockWords.GoesToAnother(frame)))
            {
                return CauseOf(held, wait, place, frame) with { IsSure = isSame == true || held.Lock.Kind != VariableKind.Field };
            }
        }
        return null;
    }

    // Who never unlocks it would keep it as well if nobody locked it again.
    private static bool IsNeverGivenBack(StuckPlace place, HeldLock held) => !LockWords.IsHandedOn(held.By) && !place.Facts.Locks.IsGivenBackByOthers(held)
        && !place.Facts.Related(held.By).Any(unlock => unlock.Kind is OperationKind.Unlock or OperationKind.RUnlock && unlock.Function.Outermost == held.By.Function.Outermost);

    // It unlocks on other ways, and on none that goes on from the call: to lock again is not the mistake.
    private static bool IsKeptBehind(LocatedFrame frame, HeldLock held)
    {
        if (frame.Function != held.By.Function || frame.Deferred is not null) return false;
        var unlocks = frame.Function.Operations.FindAll(operation => operation.Kind is OperationKind.Unlock or OperationKind.RUnlock && held.Is(operation));
        return unlocks.Count > 0 && !unlocks.Exists(unlock => unlock.IsDeferred) && frame.Function.Calls.Find(call => call.Line == frame.Line) is { } call
            && !unlocks.Exists(unlock => PathWalk.Leads(frame.Function, call.Node, unlock.Node, [held.By.Node]));
    }

    private static Cause CauseOf(HeldLock held, Operation wait, StuckPlace place, LocatedFrame? outer)
    {
        var others = new[] { StuckPlace.Spot(held.By, "locked here"), StuckPlace.Spot(wait, "stuck here") };
        if (outer is null)
            return new("double-lock", $"{LockWords.NameOf(wait)} is locked at {StuckPlace.PlaceOf(held.By)} and again at {StuckPlace.PlaceOf(wait)}, by the same goroutine and without Unlock between", StuckPlace.Spot(wait, "locks again"), [.. others], IsSure: true);
        var culprit = WayUnderLock.CulpritOf(place.Self, outer, LocksForCaller(place, wait) ? 2 : 1);
        return new("double-lock", $"{LockWords.NameOf(held.By)}, locked at {StuckPlace.PlaceOf(held.By)}, is still held at {StuckPlace.PlaceOf(outer.Function.File, outer.Line)}, which leads to {place.Function}; that locks it again",
            culprit, [.. others.Concat(LockWords.CallsUnder(place.Self, outer)).OtherThan(culprit)], IsSure: true);
    }

    // lock() { mu.Lock() }: whoever calls it locks.
    private static bool LocksForCaller(StuckPlace place, Operation wait) => place.Facts.Locks.HeldAfter(wait.Function).Any(held => held.Is(wait));
}
