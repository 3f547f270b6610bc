using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Locks;

/// <summary>One function locks what it holds: the second lock goes, where nothing gives it back a second time.</summary>
internal sealed class DropSecondLock : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.OnLine<ExprStmt>().FirstOrDefault() is not { } second || LockCalls.Taken(second, place.File) is not var (name, _)) return null;
        if (place.Map.FunctionOf(second) is not { } function || SyntaxMap.BodyOf(function) is not { } body) return null;
        var above = place.Map.ListOf(second).TakeWhile(statement => statement != second).ToList();
        var first = above.FindLastIndex(statement => LockCalls.Taken(statement, place.File) is var (other, _) && other == name);
        if (first < 0 || above.Skip(first + 1).Any(statement => GivesBack(statement, name, place))) return null;
        if (body.Descend().Count(node => IsGivingBack(node, name, place)) > 1) return null;

        var draft = new Draft();
        draft.Remove(place.File, second);
        return PatchPlace.Finish(draft, "one-lock", $"{name} is held from line {place.File.LineOf(above[first])} on, and nothing in the function gives it back twice");
    }

    // One by defer comes too late for the second lock.
    private static bool GivesBack(Stmt statement, string name, PatchPlace place) =>
        statement is not DeferStmt && statement.Descend().Any(node => IsGivingBack(node, name, place));

    private static bool IsGivingBack(Node node, string name, PatchPlace place) =>
        node is CallExpr { Fun: SelectorExpr { Sel.Name: "Unlock" or "RUnlock" } given } && place.File.TextOf(given.X) == name;
}
