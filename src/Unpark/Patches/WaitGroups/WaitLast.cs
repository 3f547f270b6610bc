using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.WaitGroups;

/// <summary>Somebody waits for goroutines that need what stands below the wait: the wait moves below it.</summary>
internal sealed class WaitLast : PatchFinder
{
    public override Patch? Propose(PatchPlace stuck)
    {
        var place = stuck.AtCulprit("wait-before");
        if (WaitCalls.On(place) is not var (wait, group) || place.Map.DeclarationOf(wait) is not { } function) return null;
        var needed = ChannelsOf(function, group, place);
        var below = place.Map.After(wait);
        if (below.LastOrDefault(statement => UsesOf(statement).Any(needed.Contains)) is not { } last) return null;
        if (below.TakeWhile(statement => statement != last).Append(last).Any(statement => statement.Descend().Any(node => node is ReturnStmt or GoStmt or DeferStmt))) return null;

        var draft = new Draft();
        draft.Remove(place.File, wait);
        draft.InsertBelow(place.File, last, place.File.TextOf(wait));
        return PatchPlace.Finish(draft, "wait-last", $"the goroutines that {group} waits for exchange values with the lines below first; what stands behind them still comes after all have ended");
    }

    // Channels without a buffer, made here, on which the goroutines of the group send or receive.
    private static HashSet<string> ChannelsOf(FuncDecl function, string group, PatchPlace place) =>
    [
        .. function.Descend().OfType<FuncLit>()
            .Where(closure => place.Map.IsGoroutine(closure) && closure.Body.Descend().Any(node => Names.IsCallOf(node, group, "Done", place.File)))
            .SelectMany(closure => closure.Body.List.SelectMany(UsesOf))
            .Where(name => IsUnbuffered(function, name)),
    ];

    private static bool IsUnbuffered(FuncDecl function, string name) => function.Descend().OfType<AssignStmt>().Any(assign =>
        assign.Tok == Token.Define && assign.Lhs.Length == assign.Rhs.Length
        && assign.Lhs.Zip(assign.Rhs).Any(pair => pair is { First: Ident made, Second: CallExpr { Fun: Ident { Name: "make" }, Args: [GoSyntax.Types.ChanType] } } && made.Name == name));

    private static IEnumerable<string> UsesOf(Node statement) => statement.Descend(node => node is not FuncLit).Select(node => node switch
    {
        SendStmt { Chan: Ident sent } => sent.Name,
        UnaryExpr { Op: Token.Arrow, X: Ident received } => received.Name,
        _ => null,
    }).OfType<string>();
}
