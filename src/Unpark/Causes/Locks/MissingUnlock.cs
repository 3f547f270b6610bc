using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>A way out of a function keeps the lock.</summary>
internal sealed class MissingUnlock : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (!place.Self.WaitsForLock) return null;
        var wait = place.Waits[0];
        var likely = (Cause?)null;
        foreach (var taken in place.Related(wait).Where(operation => operation.Kind is OperationKind.Lock or OperationKind.RLock))
        {
            var cause = LeftLocked(place, taken, wait);
            if (cause is { IsSure: true }) return cause;
            likely ??= cause;
        }
        return likely;
    }

    private static Cause? LeftLocked(StuckPlace place, Operation taken, Operation wait)
    {
        if (LockWords.IsHandedOn(taken)) return null;
        var function = taken.Function;
        var unlocks = UnlocksIn(place, function, taken).ToList();
        if (place.Facts.Locks.IsTakenAgain(taken) && unlocks.TrueForAll(unlock => unlock.End <= taken.Node.Pos)) return null;
        var exits = PathWalk.ExitsAndRoundsWithout(function, taken.Node, unlocks);
        if (exits.Count == 0) return InDeferred(place, function, taken, wait) ?? AfterPanic(place, taken, wait);
        if (exits.Any(exit => HandsOver(exit, taken))) return function.Callers.Select(call => LeftByCaller(call, UnlocksHandedOver(call), taken, wait)).FirstOrDefault(cause => cause is not null);
        if (exits.Any(exit => Owner(exit, taken) is not null)) return OfOwner(function, exits, taken, wait);
        if (LockInResult.IndexOf(place, function, taken) is { } index) return LockInResult.Explain(place, function, index, exits, taken, wait);
        if (unlocks.Count == 0 && HasUnlockingCaller(place, function)) return function.Callers.Select(call => LeftByCaller(call, [.. UnlocksIn(place, call.Function, taken)], taken, wait)).FirstOrDefault(cause => cause is not null);
        return CauseOf(function, exits[0], exits[0].Culprit == function.Node ? taken.Node : exits[0].Culprit, taken, wait);
    }

    private static bool HasUnlockingCaller(StuckPlace place, Function function) =>
        function.Outermost.Callers.Exists(call => call.Function.Calls.Exists(other => other.Callees.Exists(callee => !place.Facts.Locks.GivesUp(callee).IsEmpty)));

    // A function that locks for its caller, who unlocks on some ways only.
    internal static Cause? LeftByCaller(Call call, List<Node> unlocks, Operation taken, Operation wait)
    {
        if (call.Way != CallWay.Plain || unlocks.Count == 0) return null;
        var exit = PathWalk.ExitsAndRoundsWithout(call.Function, call.Node, unlocks).FirstOrDefault(exit => exit.Culprit != call.Function.Node && !ErrorCheck.IsBehind(call.Function, call.Node, exit));
        return exit is null ? null : CauseOf(call.Function, exit, exit.Culprit, taken, wait);
    }

    internal static Cause CauseOf(Function function, Exit exit, Node culprit, Operation taken, Operation wait)
    {
        var how = exit.Culprit == function.Node ? $"is never unlocked in {function}" : ChannelWords.Skipped(function, exit).Replace("is skipped", "is left locked", StringComparison.Ordinal);
        return new("missing-unlock", $"{LockWords.NameOf(taken)}, locked at {StuckPlace.PlaceOf(taken)}, {how}", function.File.SpotAt(culprit.Pos, "leaves it locked"),
            [.. new[] { StuckPlace.Spot(taken, "locked here"), StuckPlace.Spot(wait, "stuck here") }.DistinctBy(spot => (spot.File, spot.Line))], IsSure: true);
    }

    // return mu.Unlock: whoever called is to call that.
    private static bool HandsOver(Exit exit, Operation taken) =>
        exit.Node is ReturnStmt @return && @return.Results.Any(result => result is SelectorExpr { Sel.Name: "Unlock" or "RUnlock" } unlock && taken.File.TextOf(unlock.X) == LockWords.NameOf(taken));

    // e.Lock(); return e: it is returned locked, and whoever called is to unlock it. Another way out may keep it all the same.
    private static Cause? OfOwner(Function function, IReadOnlyList<Exit> exits, Operation taken, Operation wait)
    {
        if (exits.FirstOrDefault(exit => Owner(exit, taken) is null) is { } kept) return CauseOf(function, kept, kept.Culprit == function.Node ? taken.Node : kept.Culprit, taken, wait);
        var index = exits.Select(exit => Owner(exit, taken)).FirstOrDefault() ?? 0;
        return function.Callers.Select(call => LeftByCaller(call, UnlocksOfResult(call, index), taken, wait)).FirstOrDefault(cause => cause is not null);
    }

    // Which of the results it is that was locked, or holds the lock.
    private static int? Owner(Exit exit, Operation taken)
    {
        if (exit.Node is not ReturnStmt @return) return null;
        var index = @return.Results.ToList().FindIndex(result => result.Unparen() is Ident owner && IsOf(LockWords.NameOf(taken), owner.Name));
        return index < 0 ? null : index;
    }

    // e := table.acquire(k); e.Unlock(), or a method of it that unlocks
    private static List<Node> UnlocksOfResult(Call call, int index) => call.Statement is AssignStmt { Lhs: var names } && index < names.Length && names[index] is Ident name ?
    [
        .. call.Function.Body!.Descend().OfType<CallExpr>().Where(used => used.Fun is SelectorExpr { Sel.Name: "Unlock" or "RUnlock" } unlock && IsOf(call.Function.File.TextOf(unlock.X), name.Name)),
        .. call.Function.Calls.Where(used => used.On is { } on && on.Name == name.Name && used.Callees.Exists(callee => callee.Operations.Exists(operation => operation.Kind is OperationKind.Unlock or OperationKind.RUnlock))).Select(used => used.Node),
    ] : [];

    private static bool IsOf(string locked, string owner) => locked == owner || locked.StartsWith(owner + ".", StringComparison.Ordinal);

    // unlock := keys.lock(k); unlock()
    private static List<Node> UnlocksHandedOver(Call call) =>
        call.Statement is AssignStmt { Lhs: [Ident name, ..] } ? [.. call.Function.Body!.Descend().OfType<CallExpr>().Where(used => used.Fun is Ident ident && ident.Name == name.Name)] : [];

    // defer func() { if failed { return }; mu.Unlock() }()
    private static Cause? InDeferred(StuckPlace place, Function function, Operation taken, Operation wait)
    {
        foreach (var closure in function.Calls.Where(call => call.Way == CallWay.Defer).SelectMany(call => call.Callees).Where(callee => callee.Outer == function))
        {
            Node[] unlocks = [.. UnlocksIn(place, closure, taken)];
            if (unlocks.Length == 0 || PathWalk.ExitsWithout(closure, [], unlocks).FirstOrDefault(exit => exit.Culprit is ReturnStmt) is not { } exit) continue;
            return CauseOf(closure, exit, exit.Culprit, taken, wait) with { IsSure = false };
        }
        return null;
    }

    // A panic between Lock and Unlock is recovered, and nobody unlocks.
    private static Cause? AfterPanic(StuckPlace place, Operation taken, Operation wait)
    {
        var function = taken.Function;
        var unlock = function.Operations.FindLast(operation => operation.Kind is OperationKind.Unlock or OperationKind.RUnlock && operation.Target == taken.Target);
        if (unlock is null || unlock.IsDeferred || !(Recovery.Covers(function) || Recovery.CoversOn(place.Self, function) || Recovery.IsServed(function))) return null;
        var calls = function.Calls.FindAll(call => call.Way == CallWay.Plain && call.Node.Pos > taken.Node.End && call.Node.End < unlock.Node.Pos && !function.Operations.Exists(operation => operation.Node == call.Node));
        if (calls.Count == 0) return null;
        return new("recovered-panic", $"a panic between Lock, at {StuckPlace.PlaceOf(taken)}, and Unlock, at {StuckPlace.PlaceOf(unlock)}, is recovered, and Unlock, which is not deferred, never called",
            StuckPlace.Spot(unlock, "should be deferred"), [.. new[] { StuckPlace.Spot(taken, "locked here"), function.File.SpotAt(calls[^1].Node.Pos, "if this panics"), StuckPlace.Spot(wait, "stuck here") }.OneEachLine()], IsSure: false);
    }

    internal static IEnumerable<Node> UnlocksIn(StuckPlace place, Function function, Operation taken)
    {
        var name = LockWords.NameOf(taken);
        foreach (var operation in Around(function).SelectMany(one => one.Operations))
        {
            if (operation.Kind is OperationKind.Unlock or OperationKind.RUnlock && (LockWords.NameOf(operation) == name || (function != taken.Function && operation.Target == taken.Target))) yield return operation.Node;
        }
        foreach (var call in function.Calls)
        {
            if (call.Callees.Exists(callee => GivesBack(place.Facts.Locks, callee, taken))) yield return call.Node;
        }
    }

    // Who takes it again gives nothing back.
    private static bool GivesBack(LockRegions locks, Function callee, Operation taken) =>
        locks.GivesUp(callee).Any(given => given.Target == taken.Target) && !locks.HeldAfter(callee).Any(held => held.Lock == taken.Target);

    // An unlock in a deferred closure counts; one in a goroutine, too: somebody unlocks.
    private static IEnumerable<Function> Around(Function function) => [function, .. function.Calls.SelectMany(call => call.Callees).Where(callee => callee.Node is FuncLit && callee.Outer == function)];
}
