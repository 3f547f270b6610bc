using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.WaitGroups;

/// <summary>All goroutines of a loop are counted before it, and waited for inside of it, before the others are started: the wait moves behind the loop.</summary>
internal sealed class WaitBehindLoop : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (WaitCalls.On(place) is not var (wait, group) || place.Map.LoopsAround(wait, place.Map.FunctionOf(wait)).FirstOrDefault() is not { } loop) return null;
        if (place.Map.ParentOf(wait) is not BlockStmt body || place.Map.ParentOf(body) != loop || !place.Map.After(wait).IsEmpty) return null;
        if (!body.Descend().Any(node => node is GoStmt) || body.Descend().Any(node => IsAdd(node, group, place))) return null;
        if (!place.Map.ListOf(loop).TakeWhile(above => above != loop).Any(above => above.Descend().Any(node => IsAdd(node, group, place)))) return null;

        var draft = new Draft();
        draft.Remove(place.File, wait);
        draft.InsertBelow(place.File, loop, place.File.TextOf(wait));
        return PatchPlace.Finish(draft, "wait-behind-loop", $"{group} counts the goroutines of all turns from the start: waiting inside the first waits for those that only the next ones start");
    }

    private static bool IsAdd(Node node, string group, PatchPlace place) =>
        node is CallExpr { Args: [_], Fun: SelectorExpr { Sel.Name: "Add" } added } && place.File.TextOf(added.X) == group;
}
