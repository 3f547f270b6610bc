using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>The loop that receives is left while others still send.</summary>
internal sealed class ReceiverStops : CauseFinder
{
    public override Cause? Explain(StuckPlace place) =>
        place.Waits.Where(wait => wait.Kind == OperationKind.Send).Select(wait => Explain(place, wait)).FirstOrDefault(cause => cause is not null);

    private static Cause? Explain(StuckPlace place, Operation wait)
    {
        foreach (var receive in place.Receives(wait).Where(receive => receive.Loop is not null))
        {
            if (LoopExits.Of(receive.Loop!, receive).FirstOrDefault(way => !RuledOut.IsSo(place, wait, receive.Function, way)) is not { } way) continue;
            var (file, isTimeout) = (receive.File, way is CommClause clause && ChannelWords.IsTimeout(receive.Function, clause));
            var how = way is CommClause left ? $"when {ChannelWords.When(receive.Function, left)}" : $"at {StuckPlace.PlaceOf(file, file.LineOf(way))}";
            return new(isTimeout ? ChannelWords.Timeout : ChannelWords.EarlyReturn, $"the loop that receives, at {StuckPlace.PlaceOf(receive)}, is left {how}; whoever sends later waits for ever",
                ChannelWords.SpotOf(receive.Function, way) with { What = "leaves the loop" }, place.OthersOf(wait, [.. ChannelWords.BesideOf(receive.Function, way), StuckPlace.Spot(receive, "receives in a loop")]), IsSure: false);
        }
        return null;
    }
}

/// <summary>Ways out of a loop other than its own end.</summary>
internal static class LoopExits
{
    /// <summary>Returns, and breaks that leave the loop; of a case of a select the case. Those that a closed channel takes are none.</summary>
    public static IReadOnlyList<Node> Of(Stmt loop, Operation? receive = null)
    {
        var body = loop switch { ForStmt @for => @for.Body, RangeStmt range => range.Body, _ => null };
        var found = new List<Node>();
        if (body is not null) Collect(body, found, null, receive, breaks: true);
        return found;
    }

    /// <summary>Those in the case of a select that receives, for one value and not for another; a case that always leaves is a stop.</summary>
    public static IEnumerable<Node> InBesideOf(Operation receive) =>
        receive is { Loop: { } loop, Clause: { } clause } ? Of(loop, receive).Where(way => clause.Pos < way.Pos && way.End <= clause.End && !clause.Body.Contains(way)) : [];

    private static void Collect(Stmt? statement, List<Node> found, CommClause? clause, Operation? receive, bool breaks)
    {
        switch (statement)
        {
            case BlockStmt block:
                foreach (var inner in block.List) Collect(inner, found, clause, receive, breaks);
                break;
            case LabeledStmt labeled: Collect(labeled.Stmt, found, clause, receive, breaks); break;
            case IfStmt @if when IsClosed(@if): Collect(@if.Else, found, clause, receive, breaks); break;
            case IfStmt @if:
                Collect(@if.Body, found, clause, receive, breaks);
                Collect(@if.Else, found, clause, receive, breaks);
                break;
            case SelectStmt select:
                foreach (var inner in select.Body.List.OfType<CommClause>())
                {
                    foreach (var one in inner.Body) Collect(one, found, receive is null || inner != receive.Clause ? inner : null, receive, breaks: false);
                }
                break;
            case SwitchStmt @switch: CollectCases(@switch.Body, found, clause, receive); break;
            case TypeSwitchStmt @switch: CollectCases(@switch.Body, found, clause, receive); break;
            case ForStmt or RangeStmt:
                foreach (var inner in statement.Descend(node => node is not FuncLit).OfType<ReturnStmt>()) found.Add(inner);
                break;
            case ReturnStmt @return: found.Add(clause ?? (Node)@return); break;
            case BranchStmt { Tok: Token.Break } branch when breaks || branch.Label is not null: found.Add(clause ?? (Node)branch); break;
            case BranchStmt { Tok: Token.Goto } branch: found.Add(branch); break;
        }
    }

    private static void CollectCases(BlockStmt body, List<Node> found, CommClause? clause, Operation? receive)
    {
        foreach (var one in body.List.OfType<CaseClause>().SelectMany(inner => inner.Body)) Collect(one, found, clause, receive, breaks: false);
    }

    // if !ok { return }
    public static bool IsClosed(IfStmt @if) => @if.Cond.Unparen() is UnaryExpr { Op: Token.Not, X: Ident { Name: "ok" or "more" or "open" } };
}
