using System.Collections.Immutable;
using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>TryLock took the lock, and a way out keeps it.</summary>
internal sealed class TriedLock : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (!place.Self.WaitsForLock) return null;
        var wait = place.Waits[0];
        return place.Related(wait).Where(operation => operation.Kind is OperationKind.Unlock or OperationKind.RUnlock && operation.Function != wait.Function && Tries(operation.Function))
            .Select(unlock => LeftLocked(unlock, wait)).FirstOrDefault(cause => cause is not null);
    }

    private static bool Tries(Function function) => function.Calls.Exists(call => IsTry(call.Node));

    private static bool IsTry(CallExpr call) => call.Fun is SelectorExpr { Sel.Name: "TryLock" or "TryRLock" };

    private static Cause? LeftLocked(Operation unlock, Operation wait)
    {
        var (function, name) = (unlock.Function, LockWords.NameOf(unlock));
        foreach (var statements in BlocksOf(function))
        {
            for (var i = 0; i < statements.Length; i++)
            {
                if (statements[i] is IfStmt @if && TriedIn(@if, function, name) is { } tried && Locked(@if, statements, i) is { } first && KeptBy(function, name, first) is { } kept)
                    return CauseOf(function, name, tried, kept, wait);
            }
        }
        return null;
    }

    private static IEnumerable<ImmutableArray<Stmt>> BlocksOf(Function function) =>
        function.Body!.Descend(node => node is not FuncLit).Select(node => node switch
        {
            BlockStmt block => block.List,
            CaseClause clause => clause.Body,
            CommClause clause => clause.Body,
            _ => [],
        });

    // if mu.TryLock() { }, if !mu.TryLock() { return }
    private static CallExpr? TriedIn(IfStmt @if, Function function, string name) =>
        Plain(@if.Cond) is CallExpr { Fun: SelectorExpr tried } call && IsTry(call) && function.File.TextOf(tried.X) == name ? call : null;

    private static Expr Plain(Expr condition) => condition.Unparen() is UnaryExpr { Op: Token.Not } not ? not.X.Unparen() : condition.Unparen();

    // What runs first when the lock was got: in the if, or behind one that leaves without it.
    private static Node? Locked(IfStmt @if, ImmutableArray<Stmt> statements, int index)
    {
        var first = @if.Cond.Unparen() is not UnaryExpr ? @if.Body.List.FirstOrDefault() : @if.Else is null && index + 1 < statements.Length ? statements[index + 1] : null;
        return first is IfStmt next ? next.Init ?? (Node)next.Cond : first;
    }

    private static Exit? KeptBy(Function function, string name, Node first)
    {
        var unlocks = function.Operations.Where(operation => operation.Kind is OperationKind.Unlock or OperationKind.RUnlock && LockWords.NameOf(operation) == name).Select(operation => operation.Node);
        return PathWalk.ExitsWithout(function, [first], unlocks).FirstOrDefault(exit => exit.Culprit != function.Node);
    }

    private static Cause CauseOf(Function function, string name, CallExpr tried, Exit kept, Operation wait) => new(
        "missing-unlock",
        $"{name}, locked by {function.File.TextOf(tried.Fun)} at {StuckPlace.PlaceOf(function.File, function.File.LineOf(tried))}, {ChannelWords.Skipped(function, kept).Replace("is skipped", "is left locked", StringComparison.Ordinal)}",
        function.File.SpotAt(kept.Culprit.Pos, "leaves it locked"), [function.File.SpotAt(tried.Pos, "locked here"), StuckPlace.Spot(wait, "stuck here")], IsSure: true);
}
