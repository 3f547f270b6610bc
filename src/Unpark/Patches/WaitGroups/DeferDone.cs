using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.WaitGroups;

/// <summary>Done is the last thing a goroutine does, unless it leaves before: done by defer, whatever way it leaves.</summary>
internal sealed class DeferDone : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.Finding.Cause is { Name: not ("missed-done" or "recovered-panic") }) return null;
        if (WaitCalls.On(place) is not var (wait, group) || place.Map.DeclarationOf(wait) is not { } function) return null;
        var draft = new Draft();
        var mended = 0;
        foreach (var closure in function.Descend().OfType<FuncLit>().Where(place.Map.IsGoroutine))
        {
            var done = DonesIn(closure, group, place);
            if (done.Count == 0) continue;
            if (!done.TrueForAll(statement => IsLast(statement, closure, place.Map))) return null;
            draft.InsertFirst(place.File, closure.Body, $"defer {group}.Done()");
            foreach (var statement in done) draft.Remove(place.File, statement);
            mended++;
        }
        return mended == 0 ? null : PatchPlace.Finish(draft, "defer-done", $"{group}.Done was the last thing before the end; deferred it comes at the same moment, and on the ways out that forgot it, a panic too");
    }

    private static List<Stmt> DonesIn(FuncLit closure, string group, PatchPlace place) =>
        [.. closure.Body.Descend(node => node is not FuncLit).OfType<ExprStmt>().Where(statement => Names.IsCallOf(statement.X, group, "Done", place.File))];

    private static bool IsLast(Stmt done, FuncLit closure, SyntaxMap map) =>
        map.After(done) is [ReturnStmt] || (map.After(done).IsEmpty && map.ParentOf(done) == closure.Body);
}
