using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Contexts;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Timers;

/// <summary>A loop over a ticker, with a context at hand that it does not look at.</summary>
internal sealed class TickerUntilDone : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.OnLine<RangeStmt>().FirstOrDefault() is not { Key: null, X: SelectorExpr { Sel.Name: "C" } ticks } loop) return null;
        if (place.Map.FunctionOf(loop) is not { } function || !SyntaxMap.HasNoResults(function) || ContextAtHand.At(loop, place.Map) is not { Text: var context }) return null;
        if (!place.Map.After(loop).IsEmpty || place.Map.ParentOf(loop) != SyntaxMap.BodyOf(function)) return null;

        var draft = new Draft();
        draft.Replace(place.File, loop.For, loop.X.End, "for");
        draft.InsertFirst(place.File, loop.Body, $"select {{\ncase <-{place.File.TextOf(ticks)}:\ncase <-{context}.Done():\n\treturn\n}}");
        StopTicker(draft, place, ticks, function);
        return PatchPlace.Finish(draft, "until-done", $"each tick does what it did; when {context} ends, the goroutine ends, too");
    }

    // Up to Go 1.22 a ticker that nobody stops is kept for ever; later it does no harm.
    private static void StopTicker(Draft draft, PatchPlace place, SelectorExpr ticks, Node function)
    {
        var ticker = place.File.TextOf(ticks.X);
        if (function.Descend().Any(node => Names.IsCallOf(node, ticker, "Stop", place.File))) return;
        var made = function.Descend().OfType<AssignStmt>().FirstOrDefault(assign => assign is { Lhs: [Ident name], Rhs: [CallExpr { Fun: SelectorExpr { Sel.Name: "NewTicker" } }] } && name.Name == ticker);
        if (made is not null && place.Map.FunctionOf(made) == function) draft.InsertBelow(place.File, made, $"defer {ticker}.Stop()");
    }
}
