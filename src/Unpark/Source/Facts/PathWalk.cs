using System.Collections.Immutable;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;

namespace Unpark.Source.Facts;

/// <summary>Follows the paths through a function from one place on, and tells those that leave it without having passed one of others.</summary>
/// <remarks>
/// Every branch may be taken; a loop with a condition that does what is wanted is taken to run at least once. What is deferred is done on every
/// way out that comes after it. Calls that end the program are no way out.
/// </remarks>
internal sealed partial class PathWalk
{
    private readonly Function _function;
    private readonly HashSet<Node> _starts;
    private readonly HashSet<Node> _wanted;
    private readonly List<Exit> _exits = [];
    private readonly List<Frame> _frames = [];
    private Node? _probe;
    private bool _isReached;
    private bool _noticesReturns;

    private PathWalk(Function function, IEnumerable<Node> starts, IEnumerable<Node> wanted) =>
        (_function, _starts, _wanted) = (function, [.. starts], [.. wanted]);

    /// <param name="starts">Where it begins to matter; empty: at the beginning.</param>
    /// <param name="wanted">Any of them is enough.</param>
    /// <returns>In the order of the source.</returns>
    public static IReadOnlyList<Exit> ExitsWithout(Function function, IEnumerable<Node> starts, IEnumerable<Node> wanted) => ExitsWithout(function, starts, wanted, noticesReturns: false);

    private static IReadOnlyList<Exit> ExitsWithout(Function function, IEnumerable<Node> starts, IEnumerable<Node> wanted, bool noticesReturns)
    {
        if (function.Body is not { } body) return [];
        var walk = new PathWalk(function, starts, wanted) { _noticesReturns = noticesReturns };
        var end = walk.All(body.List, walk._starts.Count == 0 ? Flow.AtStart(Phase.Open) : Flow.AtStart(Phase.Before));
        if (end.Is(Phase.Open)) walk._exits.Add(new(function.Node, end.Because));
        return [.. walk._exits.DistinctBy(exit => exit.Node).OrderBy(exit => (exit.Node == function.Node ? exit.Node.End : exit.Node.Pos).Offset)];
    }

    /// <summary>The same, and the branches by which a path comes back to a start without having passed one of the wanted.</summary>
    public static IReadOnlyList<Exit> ExitsAndRoundsWithout(Function function, Node start, IEnumerable<Node> wanted) => ExitsWithout(function, [start], wanted, noticesReturns: true);

    /// <summary>Whether a path leads from one place to the other, past none of some more.</summary>
    public static bool Leads(Function function, Node from, Node to, IEnumerable<Node>? pastNone = null)
    {
        if (function.Body is not { } body) return false;
        var walk = new PathWalk(function, [from], pastNone ?? []) { _probe = to };
        walk.All(body.List, Flow.AtStart(Phase.Before));
        return walk._isReached;
    }

    private Flow All(ImmutableArray<Stmt> statements, Flow flow)
    {
        foreach (var statement in statements)
        {
            if (flow.IsDead) break;
            flow = One(statement, flow);
        }
        return flow;
    }

    private Flow One(Stmt? statement, Flow flow)
    {
        switch (statement)
        {
            case null: return flow;
            case BlockStmt block: return All(block.List, flow);
            case LabeledStmt labeled: return Labeled(labeled, flow);
            case IfStmt @if: return If(@if, flow);
            case ForStmt @for: return Loop(@for, @for.Body, One(@for.Init, flow), mayEnd: @for.Cond is not null, isWanted: false);
            case RangeStmt range: return Loop(range, range.Body, Leaves(range.X, flow), mayEnd: true, isWanted: _wanted.Contains(range));
            case SelectStmt select: return Select(select, flow);
            case SwitchStmt @switch: return Switch(@switch.Body, Leaves(@switch.Tag, One(@switch.Init, flow)));
            case TypeSwitchStmt @switch: return Switch(@switch.Body, One(@switch.Assign, One(@switch.Init, flow)));
            case ReturnStmt @return: return Return(@return, Leaves(@return, flow));
            case BranchStmt branch: return Branch(branch, flow);
            case DeferStmt defer: return Touches(defer, _wanted) ? flow.Deferred() : flow;
            default: return Ends(statement, Leaves(statement, flow));
        }
    }

    // Plain statements and expressions, in one step: begin first, then what is wanted.
    private Flow Leaves(Node? node, Flow flow)
    {
        if (node is null) return flow;
        if (_probe is not null && flow.Is(Phase.Open) && node.Descend().Contains(_probe)) _isReached = true;
        if (_starts.Count > 0 && Touches(node, _starts))
        {
            if (_noticesReturns && flow.Is(Phase.Open)) _exits.Add(new(flow.Because ?? node, flow.Because));
            flow = flow.Started();
        }
        return Touches(node, _wanted) ? flow.Done() : flow;
    }

    private static bool Touches(Node node, HashSet<Node> wanted) => wanted.Count > 0 && node.Descend().Any(wanted.Contains);

    private Flow Return(ReturnStmt @return, Flow flow)
    {
        if (flow.Is(Phase.Open)) _exits.Add(new(@return, IsStillAhead(@return, flow.Because) ? null : flow.Because));
        return Flow.Dead;
    }

    // The case of a select came past it, but it stands once more behind this return: that is what leaves it out.
    private bool IsStillAhead(ReturnStmt @return, Node? because) =>
        because is CommClause clause && @return.Pos > clause.End && _wanted.Any(wanted => wanted.Pos > @return.End);

    private Flow Ends(Stmt statement, Flow flow)
    {
        if (statement is not ExprStmt { X: CallExpr call } || EndOf(call) is not { } endsGoroutineOnly) return flow;
        if (endsGoroutineOnly && flow.Is(Phase.Open)) _exits.Add(new(call, flow.Because));
        return Flow.Dead;
    }

    // True: deferred calls run and the others go on; false: the program ends.
    private static bool? EndOf(CallExpr call) => call.Fun.Unparen() switch
    {
        Ident { Name: "panic" } => false,
        SelectorExpr { X: Ident { Name: "os" }, Sel.Name: "Exit" } => false,
        SelectorExpr { X: Ident { Name: "log" }, Sel.Name: "Fatal" or "Fatalf" or "Fatalln" or "Panic" or "Panicf" } => false,
        SelectorExpr { X: Ident { Name: "runtime" }, Sel.Name: "Goexit" } => true,
        SelectorExpr { X: Ident { Name: "t" or "b" or "tb" or "f" }, Sel.Name: "Fatal" or "Fatalf" or "FailNow" or "Skip" or "Skipf" or "SkipNow" } => true,
        _ => null,
    };

    private Flow If(IfStmt @if, Flow flow)
    {
        flow = Leaves(@if.Cond, One(@if.Init, flow));
        var (then, @else) = (One(@if.Body, flow), One(@if.Else, flow));
        // Who comes past an if that holds what is wanted came past it because of the condition.
        if (flow.Is(Phase.Open) && Touches(@if, _wanted)) (then, @else) = (then.For(@if), @else.For(@if));
        return then.Or(@else);
    }

    private Flow Select(SelectStmt select, Flow flow)
    {
        var frame = Push(select, null, Touches(select, _wanted));
        var result = Flow.Dead;
        var clauses = select.Body.List.OfType<CommClause>().ToList();
        var isWanted = clauses.Exists(clause => clause.Comm is not null && Touches(clause.Comm, _wanted));
        foreach (var clause in clauses)
        {
            var taken = One(clause.Comm, flow);
            result = result.Or(All(clause.Body, isWanted && taken.Is(Phase.Open) ? taken.For(clause) : taken));
        }
        return result.Or(Pop(frame));
    }

    private Flow Switch(BlockStmt body, Flow flow)
    {
        var frame = Push(body, null, Touches(body, _wanted));
        var clauses = body.List.OfType<CaseClause>().ToList();
        var result = clauses.Exists(clause => clause.List.IsEmpty) ? Flow.Dead : flow;
        foreach (var clause in clauses) result = result.Or(All(clause.Body, flow));
        return result.Or(Pop(frame));
    }
}
