using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>How a way past an operation is told, and what it is called.</summary>
internal static class ChannelWords
{
    public const string EarlyReturn = "early-return", Timeout = "timeout-path";

    /// <summary>"the only receive, at order.go:61,", "every receive (order.go:61 and order.go:70)"</summary>
    public static string Every(string what, IReadOnlyList<Operation> operations) =>
        operations.Select(operation => operation.Line).Distinct().Count() == 1
            ? $"the only {what}, at {StuckPlace.PlaceOf(operations[0])},"
            : $"every {what} ({string.Join(" and ", operations.Select(StuckPlace.PlaceOf).Distinct().Take(3))})";

    /// <summary>"is skipped when ctx is done", "is skipped by the return at order.go:58"</summary>
    public static string Skipped(Function function, Exit exit) => exit.Culprit switch
    {
        CommClause clause => $"is skipped when {When(function, clause)}",
        IfStmt @if => $"is skipped unless {function.File.TextOf(@if.Cond)}",
        ReturnStmt @return => $"is skipped by the return at {StuckPlace.PlaceOf(function.File, function.File.LineOf(@return))}",
        BranchStmt branch => $"is skipped by the {branch.Tok.ToString().ToLowerInvariant()} at {StuckPlace.PlaceOf(function.File, function.File.LineOf(branch))}",
        CallExpr call => $"is skipped by {function.File.TextOf(call.Fun)} at {StuckPlace.PlaceOf(function.File, function.File.LineOf(call))}",
        _ => $"is skipped on a path through {function}",
    };

    /// <summary>The name of the cause: a time-out or the end of a context is one of its own.</summary>
    public static string NameOf(Function function, Exit exit) => NameOf(function, exit.Culprit);

    /// <param name="culprit">Of an exit.</param>
    public static string NameOf(Function function, Node culprit) => culprit is CommClause clause && IsTimeout(function, clause) || IsBehindTimeout(function, culprit) ? Timeout : EarlyReturn;

    // if err := sleep(ctx, d); err != nil { return }, where nothing but the end of the context is an error.
    private static bool IsBehindTimeout(Function function, Node culprit) =>
        culprit is ReturnStmt && function.Body!.Descend(node => node is not FuncLit).OfType<IfStmt>().FirstOrDefault(check => check.Init is not null && check.Body.List.Contains(culprit)) is { Init: AssignStmt { Rhs: [var checkedCall] } }
        && function.Calls.Find(call => call.Node == checkedCall) is { Callees: [{ Body: { } body } waiter] }
        && body.Descend(node => node is not FuncLit).OfType<ReturnStmt>().ToList() is var ways
        && ways.Exists(way => IsEndOfContext(waiter, way)) && ways.TrueForAll(way => way.Results is [Ident { Name: "nil" }] || IsEndOfContext(waiter, way));

    private static bool IsEndOfContext(Function function, ReturnStmt way) => way.Results is [CallExpr { Fun: SelectorExpr { Sel.Name: "Err" } }]
        && function.Operations.Exists(operation => operation.Clause is { } clause && clause.Body.Contains(way) && IsTimeout(function, clause));

    public static bool IsTimeout(Function function, CommClause clause) => function.Operations.Exists(operation =>
        operation.Clause == clause && clause.Comm is { } comm && comm.Descend().Contains(operation.Node)
        && (operation.Origins.Any(origin => origin.Kind is OriginKind.Done or OriginKind.Timer or OriginKind.Ticker) || function.File.TextOf(operation.Node).Contains("Done()", StringComparison.Ordinal)));

    /// <summary>"ctx is done", "time.After(d) fires first", "quit comes first"</summary>
    public static string When(Function function, CommClause clause)
    {
        if (clause.Comm is not { } comm) return "nobody is there at once";
        var receive = comm.Descend().OfType<UnaryExpr>().FirstOrDefault(unary => unary.Op == Token.Arrow);
        if (receive is null) return $"{function.File.TextOf(comm)} comes first";
        return receive.X is CallExpr { Fun: SelectorExpr { Sel.Name: "Done" } done } ? $"{function.File.TextOf(done.X)} is done" : $"{function.File.TextOf(receive.X)} {(IsTimeout(function, clause) ? "fires" : "comes")} first";
    }

    /// <summary>The line to blame: of a case the statement by which it leaves, unless what the case waits for is to blame.</summary>
    public static SourceSpot SpotOf(Function function, Node culprit)
    {
        var blamed = IsBlamed(function, culprit) ? culprit : LeavesBy(culprit)!;
        return function.File.SpotAt(blamed.Pos, WhatIs(blamed));
    }

    /// <summary>The other one of a case and the statement by which it leaves, to be shown beside the line to blame.</summary>
    public static IEnumerable<SourceSpot> BesideOf(Function function, Node culprit) =>
        LeavesBy(culprit) is not { } leaves ? [] : [IsBlamed(function, culprit) ? function.File.SpotAt(leaves.Pos, "leaves here") : function.File.SpotAt(culprit.Pos, WhatIs(culprit))];

    private static bool IsBlamed(Function function, Node culprit) => LeavesBy(culprit) is null || NameOf(function, culprit) == Timeout;

    private static Stmt? LeavesBy(Node culprit) => culprit is CommClause { Body: [.., ReturnStmt or BranchStmt] } clause ? clause.Body[^1] : null;

    private static string WhatIs(Node culprit) => culprit switch
    {
        CommClause => "this case leaves without it",
        IfStmt => "only under this condition",
        ReturnStmt => "returns without it",
        BranchStmt => "goes on without it",
        _ => "leaves without it",
    };
}
