using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>A helper locks and returns what gives the lock back: a reader to be closed. Whoever called it leaves without that.</summary>
internal static class LockInResult
{
    /// <summary>A caller may hand on what it got, and so may its caller.</summary>
    private const int MostCallers = 3;

    /// <summary>Which of the function's results has a method that unlocks; null for none.</summary>
    public static int? IndexOf(StuckPlace place, Function function, Operation taken)
    {
        var index = function.Results.FindIndex(result => place.Facts.Names.FullNameOf(result.Type) is { } type && place.Facts.Names.MethodsOf(type).Any(method => GivesBack(place, method, taken)));
        return index < 0 ? null : index;
    }

    /// <param name="exits">Those on which the function keeps the lock.</param>
    public static Cause? Explain(StuckPlace place, Function function, int index, IReadOnlyList<Exit> exits, Operation taken, Operation wait)
    {
        // return nil, err: nobody can close that.
        if (exits.FirstOrDefault(exit => !Carries(exit, index)) is { } kept) return MissingUnlock.CauseOf(function, kept, kept.Culprit == function.Node ? taken.Node : kept.Culprit, taken, wait);
        return OfCallers(place, function, index, taken, wait, MostCallers);
    }

    private static bool Carries(Exit exit, int index) => exit.Node is ReturnStmt @return && (index >= @return.Results.Length || @return.Results[index].Unparen() is not Ident { Name: "nil" });

    private static Cause? OfCallers(StuckPlace place, Function function, int index, Operation taken, Operation wait, int most) =>
        function.Callers.Where(call => call.Way == CallWay.Plain).Select(call => OfCaller(place, call, index, taken, wait, most)).FirstOrDefault(cause => cause is not null);

    private static Cause? OfCaller(StuckPlace place, Call call, int index, Operation taken, Operation wait, int most)
    {
        var unlocks = MissingUnlock.UnlocksIn(place, call.Function, taken).ToList();
        if (unlocks.Count > 0) return MissingUnlock.LeftByCaller(call, unlocks, taken, wait) ?? AfterPanic(place, call, unlocks, taken, wait);
        if (call.Statement is ReturnStmt) return most > 1 ? OfCallers(place, call.Function, index, taken, wait, most - 1) : null;
        return NameOf(call, index) is not { } name || IsHandedOn(call, name) ? null : NeverClosed(call, taken, wait);
    }

    // r := db.reader()
    private static Ident? NameOf(Call call, int index) => call.Statement is AssignStmt { Lhs: var names } && index < names.Length ? names[index] as Ident : null;

    // Anything but a call of one of its methods, or a look at one of its fields.
    private static bool IsHandedOn(Call call, Ident name)
    {
        var body = call.Function.Outermost.Body!;
        var looks = body.Descend().OfType<SelectorExpr>().Select(selector => selector.X).OfType<Ident>().ToHashSet();
        return body.Descend().OfType<Ident>().Any(used => used.Name == name.Name && used != name && !looks.Contains(used));
    }

    private static Cause NeverClosed(Call call, Operation taken, Operation wait) => new(
        "missing-unlock", $"{LockWords.NameOf(taken)}, locked at {StuckPlace.PlaceOf(taken)}, is held until what {taken.Function} returns is closed, and {call.Function} never closes it",
        call.Function.File.SpotAt(call.Node.Pos, "never closed"), [StuckPlace.Spot(taken, "locked here"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);

    // A panic between the call and the close is recovered, and nobody closes.
    private static Cause? AfterPanic(StuckPlace place, Call call, List<Node> unlocks, Operation taken, Operation wait)
    {
        var (function, first) = (call.Function, unlocks[0]);
        if (function.Calls.Exists(deferred => deferred.Way == CallWay.Defer && unlocks.Exists(unlock => deferred.Node == unlock || IsIn(unlock, deferred.Node)))) return null;
        if (!(Recovery.Covers(function) || Recovery.CoversOn(place.Self, function) || Recovery.IsServed(function))) return null;
        if (function.Calls.FindLast(between => between.Way == CallWay.Plain && between.Node.Pos > call.Node.End && between.Node.End <= first.Pos) is not { } panics) return null;
        return new("recovered-panic", $"{LockWords.NameOf(taken)}, locked at {StuckPlace.PlaceOf(taken)}, is held until what {taken.Function} returns is closed, at {StuckPlace.PlaceOf(function.File, function.File.LineOf(first))}; a panic before that is recovered, and the close, which is not deferred, never called",
            function.File.SpotAt(call.Node.Pos, "its close should be deferred"),
            [.. new[] { function.File.SpotAt(first.Pos, "the close"), function.File.SpotAt(panics.Node.Pos, "if this panics"), StuckPlace.Spot(taken, "locked here"), StuckPlace.Spot(wait, "stuck here") }.OneEachLine()], IsSure: false);
    }

    private static bool IsIn(Node inner, Node outer) => outer.Pos <= inner.Pos && inner.End <= outer.End;

    private static bool GivesBack(StuckPlace place, Function method, Operation taken) => place.Facts.Locks.GivesUp(method).Any(given => given.Target == taken.Target);
}
