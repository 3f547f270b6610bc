using System.Globalization;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.WaitGroups;

/// <summary>A number counts more goroutines than are started below it, one by one: the number becomes theirs.</summary>
internal sealed class RightCount : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (WaitCalls.On(place) is not var (wait, group) || place.Map.DeclarationOf(wait) is not { } function || LocalVariable.Find(function, group) is not { } variable || variable.Declaration is Field) return null;
        if (AddOf(variable, place.Map) is not { Args: [BasicLit { Kind: Token.Int } number] } add || place.Map.StatementOf(add) is not { } counted) return null;
        var goroutines = place.Map.After(counted).OfType<GoStmt>().Where(go => Knows(go, group)).ToList();
        // Every use but the Add and the Wait is a Done of one of them.
        if (variable.Uses.Length != goroutines.Count + 2 || !goroutines.TrueForAll(go => IsDoneOnce(go, group, place)) || goroutines.Count == 0) return null;
        if (!int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count <= goroutines.Count) return null;

        var draft = new Draft();
        draft.Replace(place.File, number, goroutines.Count.ToString(CultureInfo.InvariantCulture));
        return PatchPlace.Finish(draft, "right-count", $"{goroutines.Count} {(goroutines.Count == 1 ? "goroutine calls" : "goroutines call")} {group}.Done, each once, and no other ever does: {group} counts as many now");
    }

    private static CallExpr? AddOf(LocalVariable group, SyntaxMap map)
    {
        var adds = group.Uses.Select(map.ParentOf).OfType<SelectorExpr>().Where(member => member.Sel.Name == "Add").Select(map.ParentOf).OfType<CallExpr>().ToList();
        return adds is [var only] && map.FunctionOf(only) == map.FunctionOf(group.Declared) && !map.LoopsAround(only, map.FunctionOf(only)).Any() ? only : null;
    }

    private static bool Knows(GoStmt go, string group) => go.Descend().OfType<Ident>().Any(ident => ident.Name == group);

    // By defer, or as its last statement.
    private static bool IsDoneOnce(GoStmt go, string group, PatchPlace place) =>
        go.Call.Fun is FuncLit { Body.List: var list } && list.Count(statement => IsDone(statement, group, place)) == 1
        && (list.Any(statement => statement is DeferStmt && IsDone(statement, group, place)) || (IsDone(list[^1], group, place) && !go.Descend().Any(node => node is ReturnStmt)));

    private static bool IsDone(Stmt statement, string group, PatchPlace place) => statement switch
    {
        DeferStmt deferred => Names.IsCallOf(deferred.Call, group, "Done", place.File),
        ExprStmt plain => Names.IsCallOf(plain.X, group, "Done", place.File),
        _ => false,
    };
}
