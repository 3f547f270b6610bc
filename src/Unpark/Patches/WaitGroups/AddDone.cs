using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.WaitGroups;

/// <summary>A goroutine is counted directly above its start, and knows nothing of the group: done by defer when it ends.</summary>
internal sealed class AddDone : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (WaitCalls.On(place) is not var (wait, group) || place.Map.DeclarationOf(wait) is not { } function) return null;
        if (group.Contains('.', StringComparison.Ordinal) ? IsDoneElsewhere(group, place) : LocalVariable.Find(function, group) is null) return null;
        var draft = new Draft();
        var mended = 0;
        foreach (var go in function.Descend().OfType<GoStmt>().Where(go => IsCounted(go, group, place) && !Knows(go, group)))
        {
            if (!Mend(draft, go, group, place)) return null;
            mended++;
        }
        return mended == 0 ? null : PatchPlace.Finish(draft, "defer-done", $"{group}.Add(1) directly above counts this goroutine, and nobody takes the count back; deferred, Done comes when it ends, whatever way it ends");
    }

    // Of a field every function of the package may be the one that calls Done.
    private static bool IsDoneElsewhere(string group, PatchPlace place)
    {
        var path = group[group.IndexOf('.', StringComparison.Ordinal)..];
        return Mentions.OfMember("Done", place.Package).Any(done => done.File.TextOf(done.Selector.X).EndsWith(path, StringComparison.Ordinal));
    }

    private static bool IsCounted(GoStmt go, string group, PatchPlace place) =>
        place.Map.ListOf(go).TakeWhile(statement => statement != go).LastOrDefault() is ExprStmt { X: CallExpr { Fun: SelectorExpr { Sel.Name: "Add" } added, Args: [BasicLit { Value: "1" }] } }
        && place.File.TextOf(added.X) == group;

    private static bool Knows(GoStmt go, string group) => go.Descend().OfType<Ident>().Any(ident => ident.Name == group.Split('.')[0]);

    private static bool Mend(Draft draft, GoStmt go, string group, PatchPlace place)
    {
        if (go.Call is { Fun: FuncLit closure })
        {
            draft.InsertFirst(place.File, closure.Body, $"defer {group}.Done()");
            return true;
        }
        // What is handed over now is handed over later: only what cannot change meanwhile.
        if (go.Call.Fun is not Ident || !go.Call.Args.All(argument => IsSteady(argument, place)) || place.File.TextOf(go).Contains('\n', StringComparison.Ordinal)) return false;
        draft.ReplaceLines(place.File, go, $"go func() {{{Draft.Kept}\n\tdefer {group}.Done()\n\t{place.File.TextOf(go.Call)}\n}}()");
        return true;
    }

    private static bool IsSteady(Expr argument, PatchPlace place)
    {
        if (argument is BasicLit) return true;
        if (argument is not Ident name || place.Map.DeclarationOf(name) is not { } function || LocalVariable.Find(function, name.Name) is not { } variable) return false;
        if (variable.Uses.Any(use => IsSet(use, place.Map))) return variable.Declaration is AssignStmt counter && IsOwnOfEachTurn(counter, place);
        return variable.Declaration is not RangeStmt || HasOwnLoopVariables(place);
    }

    private static bool IsSet(Ident use, SyntaxMap map) => map.ParentOf(use) switch
    {
        AssignStmt assign => assign.Lhs.Contains(use),
        IncDecStmt => true,
        UnaryExpr { Op: GoSyntax.Tokens.Token.And } => true,
        _ => false,
    };

    // "for i := 0; i < n; i++" counts a variable of each turn from Go 1.22 on.
    private static bool IsOwnOfEachTurn(AssignStmt counter, PatchPlace place) =>
        HasOwnLoopVariables(place) && place.Map.ParentOf(counter) is ForStmt { Init: var init, Post: IncDecStmt post } loop && init == counter
        && !loop.Body.Descend().Any(node => node is AssignStmt or IncDecStmt or UnaryExpr { Op: GoSyntax.Tokens.Token.And } && node.Descend().OfType<Ident>().Any(ident => ident.Name == ((post.X as Ident)?.Name)));

    private static bool HasOwnLoopVariables(PatchPlace place) => place.Package.GoVersion >= new Version(1, 22);
}
