using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Channels;
using Unpark.Patches.Contexts;
using Unpark.Patches.Editing;

namespace Unpark.Patches.Timers;

/// <summary>A loop that sleeps between its turns, with a context at hand that it does not look at.</summary>
internal sealed class SleepUntilDone : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.OnLine<ExprStmt>().FirstOrDefault(statement => statement.X is CallExpr { Fun: SelectorExpr { X: Ident { Name: "time" }, Sel.Name: "Sleep" }, Args.Length: 1 }) is not { X: CallExpr sleep } pause) return null;
        if (!place.Map.LoopsAround(pause, place.Map.FunctionOf(pause)).Any() || ContextAtHand.At(pause, place.Map) is not { Text: var context }) return null;
        if (WayOut.From(pause, place.File, $"{context}.Err()") is not { } way) return null;

        var draft = new Draft();
        draft.ReplaceLines(place.File, pause, $"select {{\ncase <-time.After({place.File.TextOf(sleep.Args[0])}):{Draft.Kept}\ncase <-{context}.Done():\n\t{way.Return}\n}}");
        way.Prepare(draft, place.File);
        return PatchPlace.Finish(draft, "until-done", $"the pause is as long as it was; when {context} ends, it ends at once, and the loop with it");
    }
}
