using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;

namespace Unpark.Patches.Channels;

/// <summary>Goroutines queue for a slot: the slot is taken before the goroutine is started, so that the one who starts them waits instead.</summary>
internal sealed class SlotBeforeGo : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsSending || place.OnLine<SendStmt>().FirstOrDefault() is not { Value: CompositeLit { Elts.IsEmpty: true } or Ident { Name: "true" } } stuck) return null;
        if (place.Map.FunctionOf(stuck) is not FuncLit closure || closure.Body.List[0] != stuck) return null;
        if (place.Map.ParentOf(closure) is not CallExpr call || place.Map.ParentOf(call) is not GoStmt go) return null;
        var slots = place.File.TextOf(stuck.Chan);
        if (!GivesBack(closure, slots, place) || closure.Type.Params.List.SelectMany(field => field.Names).Any(name => name.Name == slots)) return null;

        var draft = new Draft();
        draft.Remove(place.File, stuck);
        draft.InsertAbove(place.File, go, place.File.TextOf(stuck));
        return PatchPlace.Finish(draft, "slot-before-go", $"as many goroutines work as before, since each still gives its slot of {slots} back; but who starts them waits for a free slot, instead of a goroutine for every job");
    }

    private static bool GivesBack(FuncLit closure, string slots, PatchPlace place) => closure.Body.List.Any(statement =>
        statement.Descend().OfType<UnaryExpr>().Any(unary => unary.Op == Token.Arrow && place.File.TextOf(unary.X) == slots)
        && (statement is ExprStmt or DeferStmt));
}
