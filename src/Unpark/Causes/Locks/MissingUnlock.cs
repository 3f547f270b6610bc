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
        var (wait, locks) = (place.Waits[0], place.Facts.Locks);
        foreach (var taken in place.Related(wait).Where(operation => operation.Kind is OperationKind.Lock or OperationKind.RLock))
        {
            var function = taken.Function;
            var unlocks = UnlocksIn(place, function, taken).ToList();
            if (unlocks.Count == 0 && function.Outermost.Callers.Exists(call => call.Function.Calls.Exists(other => other.Callees.Exists(callee => !locks.GivesUp(callee).IsEmpty)))) continue;
            if (PathWalk.ExitsWithout(function, [taken.Node], unlocks) is not [var exit, ..]) continue;
            var culprit = exit.Culprit == function.Node ? taken.Node : exit.Culprit;
            var how = exit.Culprit == function.Node ? $"is never unlocked in {function}" : $"{ChannelWords.Skipped(function, exit).Replace("is skipped", "is left locked", StringComparison.Ordinal)}";
            return new("missing-unlock", $"{LockWords.NameOf(taken)}, locked at {StuckPlace.PlaceOf(taken)}, {how}", function.File.SpotAt(culprit.Pos, "leaves it locked"),
                [.. new[] { StuckPlace.Spot(taken, "locked here"), StuckPlace.Spot(wait, "stuck here") }.DistinctBy(spot => (spot.File, spot.Line))], IsSure: true);
        }
        return null;
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
