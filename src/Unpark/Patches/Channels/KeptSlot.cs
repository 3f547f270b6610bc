using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;
using Unpark.Source;

namespace Unpark.Patches.Channels;

/// <summary>A return keeps the slot of a semaphore that every other way gives back: given back there, too, or by a defer that comes earlier.</summary>
internal sealed class KeptSlot : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsSending || place.OnLine<SendStmt>().FirstOrDefault() is not { } stuck || SlotCalls.Of(stuck, place) is not { } slots) return null;
        var keepers = (from one in Mentions.NodesIn(slots.Take ?? slots.Channel, place.Package)
                       let keeper = one.Node is Stmt statement && slots.TakenBy(statement, one.File) is { } owner ? Keeper.Find(one.File, statement, owner, slots) : null
                       where keeper is not null
                       select keeper).ToList();
        return keepers is [var only] ? Mend(only) : null;
    }

    private static Patch? Mend(Keeper keeper)
    {
        var (draft, file) = (new Draft(), keeper.File);
        if (keeper.Given is DeferStmt defer)
        {
            draft.InsertBelow(file, keeper.Taken, file.TextOf(defer));
            draft.Remove(file, defer);
        }
        else
        {
            foreach (var way in keeper.Returns) draft.InsertAbove(file, way, keeper.GiveBack);
        }
        return PatchPlace.Finish(draft, "give-back-slot", $"the slot that line {file.LineOf(keeper.Taken)} takes is given back on every other way; now the return at line {file.LineOf(keeper.Returns[0])} gives it back as well");
    }

    /// <summary>Where a slot is taken, the returns that keep it, and what gives it back elsewhere.</summary>
    private sealed record Keeper(SourceFile File, Stmt Taken, IReadOnlyList<ReturnStmt> Returns, Stmt Given, string GiveBack)
    {
        public static Keeper? Find(SourceFile file, Stmt taken, string owner, SlotCalls slots)
        {
            var map = SyntaxMap.Of(file);
            var rest = map.After(taken);
            if (rest.FirstOrDefault(Gives) is not { } given) return null;
            List<ReturnStmt> returns = [.. rest.TakeWhile(statement => statement != given).SelectMany(statement => statement.Descend(node => node is not FuncLit)).OfType<ReturnStmt>()];
            if (given is DeferStmt && file.TextOf(given).Contains('\n', StringComparison.Ordinal)) return null;
            return returns.Count == 0 ? null : new(file, taken, returns, given, slots.GiveBack(owner));

            bool Gives(Stmt statement) => statement.Descend().Any(node => slots.IsGivenBack(node, owner, file));
        }
    }
}
