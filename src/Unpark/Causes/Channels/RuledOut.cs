using Unpark.Causes.Contexts;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>Ways out of a function that were not taken: what would open them has not come.</summary>
internal static class RuledOut
{
    /// <param name="wait">Where goroutines are stuck.</param>
    /// <param name="way">A way out of the function, in a case of a select or the case itself.</param>
    public static bool IsSo(StuckPlace place, Operation wait, Function function, Node way) =>
        CaseAround(function, way) is { } opens && (IsOfClose(place, function, opens, way) || IsOfNoEnd(place, opens) || NoPartner.IsLonely(place, opens) || IsLastWordOf(place, wait, opens) || IsStillAwaited(place, opens));

    /// <summary>if s.closed { return }, if s.err != nil { return }: it was done before, and is not left out.</summary>
    public static bool IsRepeat(Function function, Exit exit) => ChecksAround(function, exit.Node).Any(check =>
        function.Body!.Descend(node => node is not FuncLit).OfType<AssignStmt>().Any(assign => assign is { Lhs: [var flag], Rhs: [var value] } && (check.Cond.Unparen() is BinaryExpr { Op: Token.NotEql, X: SelectorExpr of, Y: Ident { Name: "nil" } }
            ? assign.Pos > check.End && value is not Ident { Name: "nil" } && function.File.TextOf(flag) == function.File.TextOf(of)
            : value is Ident { Name: "true" } && function.File.TextOf(flag) == function.File.TextOf(check.Cond))));

    // case v, ok := <-ch: if !ok { return }: nobody closes it.
    private static bool IsOfClose(StuckPlace place, Function function, Operation opens, Node way) =>
        opens.Origins.Count > 0 && place.Closes(opens).Count == 0 && ChecksAround(function, way).Any(LoopExits.IsClosed);

    // case <-ctx.Done(): main gives everybody context.Background().
    private static bool IsOfNoEnd(StuckPlace place, Operation opens) =>
        place.Facts.Source.Files[0].Syntax.Name.Name == "main"
        && BackgroundContext.ContextOf(opens) is { Origins: { Count: > 0 } made } && made.TrueForAll(origin => origin.Kind == OriginKind.Background);

    private static IEnumerable<IfStmt> ChecksAround(Function function, Node way) =>
        function.Body!.Descend(node => node is not FuncLit).OfType<IfStmt>().Where(check => check.Body.Pos < way.Pos && way.End <= check.Body.End);

    private static Operation? CaseAround(Function function, Node way) => function.Operations.FindLast(operation =>
        operation is { IsReceive: true, Clause: { Comm: { } comm } clause } && clause.Pos <= way.Pos && way.End <= clause.End && comm.Pos <= operation.Node.Pos && operation.Node.End <= comm.End);

    // errs <- err; return: only the goroutine that is stuck sends there, and by then it is over.
    private static bool IsLastWordOf(StuckPlace place, Operation wait, Operation opens)
    {
        if (place.Start is not { Loop: null } start || wait.Function.Callers.Count > 1 || !(start.Function == opens.Function || opens.Origins.All(origin => origin.Function == start.Function))) return false;
        IReadOnlyList<Operation> senders = [.. place.Facts.Related(opens).Where(other => Waiting.Partners.Wakes(other, opens))];
        return senders.Count > 0 && senders.All(sender => sender.Function == wait.Function && (sender.IsDeferred || !PathWalk.Leads(wait.Function, sender.Node, wait.Node)));
    }

    // One context for all, made once in main, and somebody else still waits for its end.
    private static bool IsStillAwaited(StuckPlace place, Operation opens) =>
        BackgroundContext.ContextOf(opens) is { Origins: { Count: > 0 } made } && made.TrueForAll(IsMadeOnce)
        && place.Others.All.Any(other => other.WaitsIn.Any(wait => wait != opens && BackgroundContext.ContextOf(wait) is { } awaited && awaited.Origins.Exists(made.Contains)));

    private static bool IsMadeOnce(Origin context) =>
        context is { Kind: OriginKind.Context, Function: { RunsOnce: true, Body: { } body } }
        && !body.Descend(node => node is not FuncLit).Any(node => node is ForStmt or RangeStmt && node.Pos < context.Node.Pos && context.Node.End < node.End);
}
