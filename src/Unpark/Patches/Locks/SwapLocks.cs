using Unpark.Findings;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Source;

namespace Unpark.Patches.Locks;

/// <summary>Two locks are taken in both orders, and in one of them nothing stands between the two: they change places there.</summary>
internal sealed class SwapLocks : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (place.Finding.Rule.Name != "lock-order" && place.Finding.Cause?.Name != "lock-order") return null;
        var nests = Mentions.Of("Lock()", place.Package).SelectMany(one => one.Decl is FuncDecl function ? NestedLocks.In(one.File, function) : []).ToList();
        if (nests.Find(nest => nest.File == place.File && place.File.LineOf(nest.Second) == place.Line) is not { } stuck) return null;
        var same = nests.FindAll(nest => nest.Outer == stuck.Outer && nest.Inner == stuck.Inner);
        var other = nests.FindAll(nest => nest.Outer == stuck.Inner && nest.Inner == stuck.Outer);
        if (other.Count == 0) return null;
        // The same for each finding of the deadlock: the order that fewer have, or that comes later in the source, gives way.
        return new[] { same, other }.OrderBy(side => side.Count).ThenByDescending(side => side[0].File.Path, StringComparer.Ordinal).ThenByDescending(side => side[0].First.Pos)
            .Select(side => Swap(side, place)).FirstOrDefault(patch => patch is not null);
    }

    private static Patch? Swap(List<NestedLocks> nests, PatchPlace place)
    {
        if (!nests.TrueForAll(nest => nest.AreSideBySide) || NestedLocks.InCalls(place.Facts, nests[0].Outer, nests[0].Inner)) return null;
        var draft = new Draft();
        foreach (var nest in nests)
        {
            Swap(draft, nest.File, nest.First, nest.Second);
            if (nest.Defers is var (first, second)) Swap(draft, nest.File, first, second);
        }
        var (one, two) = (LockCalls.Taken(nests[0].First, nests[0].File)!.Value.Lock, LockCalls.Taken(nests[0].Second, nests[0].File)!.Value.Lock);
        return PatchPlace.Finish(draft, "lock-order", $"everywhere else {two} is taken before {one}; nothing stands between the two here, so that in the same order the same is done under the same locks");
    }

    private static void Swap(Draft draft, SourceFile file, Stmt one, Stmt other)
    {
        draft.Replace(file, one, file.TextOf(other));
        draft.Replace(file, other, file.TextOf(one));
    }
}
