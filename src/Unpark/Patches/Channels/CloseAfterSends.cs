using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Channels;

/// <summary>A range over a channel that nobody closes: closed behind the last send, where all of them are in the function that made it.</summary>
internal sealed class CloseAfterSends : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsReceiving || place.OnLine<RangeStmt>().FirstOrDefault() is not { X: Ident ranged } loop) return null;
        if (GivenChannel.Find(place, loop, ranged.Name) is not var (file, _, channel)) return null;
        var map = SyntaxMap.Of(file);
        if (!channel.Others.IsEmpty || !channel.Closes.IsEmpty || channel.Sends.IsEmpty) return null;
        if (channel.Sends.Any(send => map.FunctionOf(send) != map.FunctionOf(channel.Made))) return null;
        if (LastWithSend(channel, map) is not { } last) return null;

        var draft = new Draft();
        var (name, between) = (channel.Variable.Name, Between(channel.Made, last, map));
        if (!between.Any(statement => LeavesEarly(statement)) && !LeavesEarly(last)) draft.InsertBelow(file, last, $"close({name})");
        else if (!WaitsBehind(last, map)) draft.InsertBelow(file, channel.Made, $"defer close({name})");
        else return null;
        return PatchPlace.Finish(draft, "close-channel", $"{name} is sent to only by the function that makes it, and never after this place: a receiver that ranges over it ends when it has taken every value");
    }

    // Among the statements of the block in which it is made.
    private static Stmt? LastWithSend(ChannelUses channel, SyntaxMap map) =>
        map.After(channel.Made).LastOrDefault(statement => channel.Sends.Any(send => statement.Pos <= send.Pos && send.End <= statement.End));

    private static IEnumerable<Stmt> Between(Stmt from, Stmt to, SyntaxMap map) => map.After(from).TakeWhile(statement => statement != to);

    private static bool LeavesEarly(Stmt statement) => statement.Descend(node => node is not FuncLit).Any(node => node is ReturnStmt or BranchStmt { Label: not null });

    // A deferred close would come after what waits for the receivers to end.
    private static bool WaitsBehind(Stmt last, SyntaxMap map) => map.After(last).Any(statement => statement.Descend(node => node is not FuncLit)
        .Any(node => node is UnaryExpr { Op: GoSyntax.Tokens.Token.Arrow } or SelectStmt or RangeStmt or CallExpr { Fun: SelectorExpr { Sel.Name: "Wait" } }));
}
