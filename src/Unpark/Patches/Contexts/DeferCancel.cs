using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Model;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Contexts;

/// <summary>A context whose cancel function is thrown away: cancelled when the function that made it returns.</summary>
internal sealed class DeferCancel : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!WaitsForDone(place) || place.Started is not var (file, go)) return null;
        var map = SyntaxMap.Of(file);
        if (map.DeclarationOf(go) is not { Body: { } body } function) return null;
        foreach (var context in go.Call.Descend().OfType<Ident>().Select(ident => ident.Name).Distinct())
        {
            if (LocalVariable.Find(function, context) is not { Declaration: AssignStmt { Tok: Token.Define, Lhs: [_, Ident cancel], Rhs: [CallExpr { Fun: SelectorExpr { X: Ident { Name: "context" } } }] } made } variable) continue;
            if (map.FunctionOf(made) != map.FunctionOf(go) || map.LoopsAround(made, function).Any()) continue;
            if (LateCall.Find(cancel, made, function, file) is { } late) return PatchPlace.Finish(late.ToDefer(), "defer-cancel", $"{cancel.Name} was the last thing before the end; deferred it comes at the same moment, and on the ways out that forgot it");
            if (!ServesOnlyHere(go, function, file)) continue;
            if (Cancelled(file, function, cancel, made) is { } draft) return PatchPlace.Finish(draft, "defer-cancel", $"nothing else can end {variable.Name}, and the goroutine serves the function that starts it: its channels are known nowhere else");
        }
        return null;
    }

    private static bool WaitsForDone(PatchPlace place) => place.OnLine<Node>().SelectMany(node => node is SelectStmt ? node.Descend() : [node])
        .Any(node => node is CallExpr { Fun: SelectorExpr { Sel.Name: "Done" } });

    // One that was started to live on is given channels from elsewhere, or none.
    private static bool ServesOnlyHere(GoStmt go, GoSyntax.Declarations.FuncDecl function, SourceFile file)
    {
        var channels = go.Call.Descend().OfType<Ident>().Select(ident => ident.Name).Distinct().Select(name => ChannelUses.Find(file, function, name)).OfType<ChannelUses>().ToList();
        return channels.Count > 0 && channels.TrueForAll(channel => channel.Others.IsEmpty);
    }

    private static Draft? Cancelled(SourceFile file, GoSyntax.Declarations.FuncDecl function, Ident cancel, AssignStmt made)
    {
        var draft = new Draft();
        if (cancel.Name == "_")
        {
            if (function.Descend().OfType<Ident>().Any(ident => ident.Name == "cancel")) return null;
            draft.Replace(file, cancel, "cancel");
            draft.InsertBelow(file, made, "defer cancel()");
            return draft;
        }
        if (LocalVariable.Find(function, cancel.Name) is not { } variable || !variable.Uses.All(use => IsThrownAway(use, file))) return null;
        draft.InsertBelow(file, made, $"defer {cancel.Name}()");
        return draft;
    }

    private static bool IsThrownAway(Ident use, SourceFile file) => SyntaxMap.Of(file).ParentOf(use) is AssignStmt { Lhs: [Ident { Name: "_" }] };
}
