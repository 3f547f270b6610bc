using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Contexts;

/// <summary>A goroutine that waits for the end of a context was given one that never ends: it gets the one of the function that starts it.</summary>
internal sealed class PassContext : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.OnLine<Node>().SelectMany(node => node.Descend()).Any(node => node is CallExpr { Fun: SelectorExpr { Sel.Name: "Done" } })) return null;
        if (place.Started is not var (file, go) || go.Call.Args.FirstOrDefault(IsEndless) is not { } endless) return null;
        if (ContextAtHand.At(go, SyntaxMap.Of(file)) is not { Text: var context }) return null;

        var draft = new Draft();
        draft.Replace(file, endless, context);
        return PatchPlace.Finish(draft, "pass-context", $"the goroutine waits for the end of its context, and {file.TextOf(endless)} has none; {context} ends with what it was started for. If it must live longer than that, give it a deadline of its own instead");
    }

    private static bool IsEndless(Expr argument) => argument is CallExpr { Args.IsEmpty: true, Fun: SelectorExpr { X: Ident { Name: "context" }, Sel.Name: "Background" or "TODO" } };
}
