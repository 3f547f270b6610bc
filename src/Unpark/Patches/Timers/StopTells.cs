using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Timers;

/// <summary>A goroutine waits for a timer that is stopped, which sends nothing and closes nothing: whoever stops it closes a channel as well.</summary>
internal sealed class StopTells : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsReceiving || place.OnLine<ExprStmt>().FirstOrDefault() is not { X: UnaryExpr { Op: Token.Arrow, X: SelectorExpr { Sel.Name: "C", X: Ident timer } } } wait) return null;
        if (place.Map.DeclarationOf(wait) is not { } function || place.Map.FunctionOf(wait) is not FuncLit closure || !place.Map.IsGoroutine(closure) || !SyntaxMap.HasNoResults(closure)) return null;
        if (LocalVariable.Find(function, timer.Name) is not { } variable || place.Map.StatementOf(variable.Declaration) is not { } made) return null;
        if (StopsOf(variable, place.Map) is not [var stop] || place.Map.ParentOf(stop) != place.Map.ParentOf(made) || place.Map.LoopsAround(stop, place.Map.FunctionOf(made)).Any()) return null;
        if (Names.Free(function, place.Package, "stopped", $"{timer.Name}Stopped") is not { } stopped) return null;

        var draft = new Draft();
        draft.InsertBelow(place.File, made, $"{stopped} := make(chan struct{{}})");
        draft.ReplaceLines(place.File, wait, $"select {{\ncase {place.File.TextOf(wait)}:{Draft.Kept}\ncase <-{stopped}:\n\treturn\n}}");
        draft.InsertBelow(place.File, stop, $"close({stopped})");
        return PatchPlace.Finish(draft, "select-stopped", $"a stopped timer neither sends nor closes its channel; now the goroutine ends when {timer.Name} is stopped, and does what it did when the time is over");
    }

    private static List<ExprStmt> StopsOf(LocalVariable timer, SyntaxMap map) =>
    [
        .. timer.Uses.Select(map.StatementOf).OfType<ExprStmt>()
            .Where(statement => statement.X is CallExpr { Args.IsEmpty: true, Fun: SelectorExpr { Sel.Name: "Stop", X: Ident name } } && name.Name == timer.Name),
    ];
}
