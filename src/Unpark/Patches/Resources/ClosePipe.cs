using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Resources;

/// <summary>A goroutine writes to a pipe whose reader may stop in the middle: the reading end is closed when its function returns.</summary>
internal sealed class ClosePipe : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.Finding.Rule.Name != "abandoned-pipe" || place.OnLine<Stmt>().FirstOrDefault() is not { } stuck || place.Map.DeclarationOf(stuck) is not { } function) return null;
        if (PipesIn(function) is not [{ Lhs: [Ident reader, _] } made] || LocalVariable.Find(function, reader.Name) is not { } variable) return null;
        if (Escapes.FromFunction(variable, place.Map, mayBePassed: true) || IsClosed(variable, place.Map)) return null;

        var draft = new Draft();
        draft.InsertBelow(place.File, made, $"defer {reader.Name}.Close()");
        return PatchPlace.Finish(draft, "defer-close", $"only {function.Name.Name} reads from the pipe: when it returns nobody does any more, and every write then fails at once instead of waiting");
    }

    private static List<AssignStmt> PipesIn(FuncDecl function) =>
        [.. function.Descend().OfType<AssignStmt>().Where(assign => assign is { Tok: Token.Define, Lhs.Length: 2, Rhs: [CallExpr { Fun: SelectorExpr { X: Ident { Name: "io" }, Sel.Name: "Pipe" } }] })];

    private static bool IsClosed(LocalVariable reader, SyntaxMap map) => reader.Uses.Any(use => map.ParentOf(use) is SelectorExpr { Sel.Name: "Close" or "CloseWithError" });
}
