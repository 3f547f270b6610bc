using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Channels;

/// <summary>The first of many answers is waited for where none may have been asked for: received only when a sender was started.</summary>
internal sealed class ReceiveIfAny : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsReceiving || !place.IsLeftBehind || place.OnLine<ExprStmt>().FirstOrDefault() is not { X: UnaryExpr { Op: Token.Arrow, X: Ident name } } receive || place.Map.DeclarationOf(receive) is not { } function) return null;
        if (ChannelUses.Find(place.File, function, name.Name) is not { StaysHere: true, Closes.IsEmpty: true, Sends.IsEmpty: false } channel || !IsInBlockOf(receive, channel, place.Map)) return null;
        if (LoopOf(channel, place.Map) is not { } loop || loop.End > receive.Pos || LoopTurns.Of(loop, place, function, channel.Made) is not { } turns || char.IsDigit(turns[0])) return null;

        var draft = new Draft();
        draft.ReplaceLines(place.File, receive, $"if {turns} > 0 {{\n\t{place.File.TextOf(receive)}{Draft.Kept}\n}}");
        return PatchPlace.Finish(draft, "receive-if-any", $"only the goroutines of the loop above send on {name.Name}, and without a turn of it there are none; what stands below comes at once then");
    }

    private static bool IsInBlockOf(Stmt receive, ChannelUses channel, SyntaxMap map) => map.ParentOf(receive) == map.ParentOf(channel.Made);

    // The one loop that starts all senders, each of which sends on every way.
    private static Stmt? LoopOf(ChannelUses channel, SyntaxMap map)
    {
        if (channel.Sends is not [var send] || map.FunctionOf(send) is not FuncLit closure || !map.IsGoroutine(closure) || map.ParentOf(send) != closure.Body) return null;
        return map.LoopsAround(closure, map.ParentOf(channel.Made)).ToList() is [var only] && map.ParentOf(only) == map.ParentOf(channel.Made) ? only : null;
    }
}
