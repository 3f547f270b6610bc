using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>A way out of a function keeps the lock.</summary>
internal sealed class MissingUnlock : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (!place.Self.WaitsForLock) return null;
        var wait = place.Waits[0];
        return place.Related(wait).Where(operation => operation.Kind is OperationKind.Lock or OperationKind.RLock)
            .Select(taken => LeftLocked(place, taken, wait)).FirstOrDefault(cause => cause is not null);
    }

    private static Cause? LeftLocked(StuckPlace place, Operation taken, Operation wait)
    {
        var (function, locks) = (taken.Function, place.Facts.Locks);
        var unlocks = UnlocksIn(place, function, taken).ToList();
        if (unlocks.Count == 0 && function.Outermost.Callers.Exists(call => call.Function.Calls.Exists(other => other.Callees.Exists(callee => !locks.GivesUp(callee).IsEmpty)))) return null;
        if (PathWalk.ExitsAndRoundsWithout(function, taken.Node, unlocks) is not [var exit, ..]) return AfterPanic(function, taken, wait);
        var isNever = exit.Culprit == function.Node;
        var how = isNever ? $"is never unlocked in {function}" : ChannelWords.Skipped(function, exit).Replace("is skipped", "is left locked", StringComparison.Ordinal);
        return new("missing-unlock", $"{LockWords.NameOf(taken)}, locked at {StuckPlace.PlaceOf(taken)}, {how}", function.File.SpotAt((isNever ? taken.Node : exit.Culprit).Pos, "leaves it locked"),
            [.. new[] { StuckPlace.Spot(taken, "locked here"), StuckPlace.Spot(wait, "stuck here") }.DistinctBy(spot => (spot.File, spot.Line))], IsSure: true);
    }

    // A panic between Lock and Unlock is recovered, and nobody unlocks.
    private static Cause? AfterPanic(Function function, Operation taken, Operation wait)
    {
        var unlock = function.Operations.Find(operation => operation.Kind is OperationKind.Unlock or OperationKind.RUnlock && operation.Target == taken.Target);
        if (unlock is null || unlock.IsDeferred || !Recovery.Covers(function) || !function.Calls.Exists(call => call.Node.Pos > taken.Node.Pos && call.Node.End < unlock.Node.Pos)) return null;
        return new("recovered-panic", $"a panic between Lock, at {StuckPlace.PlaceOf(taken)}, and Unlock, at {StuckPlace.PlaceOf(unlock)}, is recovered, and Unlock, which is not deferred, never called",
            StuckPlace.Spot(unlock, "should be deferred"), [StuckPlace.Spot(taken, "locked here"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }

    private static IEnumerable<Node> UnlocksIn(StuckPlace place, Function function, Operation taken)
    {
        var name = LockWords.NameOf(taken);
        foreach (var operation in Around(function).SelectMany(one => one.Operations))
        {
            if (operation.Kind is OperationKind.Unlock or OperationKind.RUnlock && LockWords.NameOf(operation) == name) yield return operation.Node;
        }
        foreach (var call in function.Calls)
        {
            if (call.Callees.Exists(callee => place.Facts.Locks.GivesUp(callee).Any(given => given.Target == taken.Target))) yield return call.Node;
        }
    }

    // An unlock in a deferred closure counts; one in a goroutine, too: somebody unlocks.
    private static IEnumerable<Function> Around(Function function) => [function, .. function.Calls.SelectMany(call => call.Callees).Where(callee => callee.Node is FuncLit && callee.Outer == function)];
}
