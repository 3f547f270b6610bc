using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Channels;

/// <summary>
/// Room for every value that is ever sent, where their number is known and sending is the last thing each goroutine does: it then ends
/// whether somebody receives or not.
/// </summary>
internal sealed class BufferSlot : PatchFinder
{
    private const int MostSlots = 8;

    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsSending || place.OnLine<SendStmt>().FirstOrDefault() is not { Chan: Ident name } stuck || place.Map.DeclarationOf(stuck) is not { } function) return null;
        if (ChannelUses.Find(place.File, function, name.Name) is not { StaysHere: true, IsUnbuffered: true } channel) return null;
        if (!channel.Sends.All(send => IsLastOfItsGoroutine(send, place.Map)) || SlotsFor(channel, place, function) is not { } slots) return null;

        var draft = new Draft();
        draft.Insert(place.File, channel.Make.Args[0].End, $", {slots}");
        return PatchPlace.Finish(draft, "buffer-slot", WhyOf(channel, slots));
    }

    private static string WhyOf(ChannelUses channel, string slots) =>
        $"{(slots == "1" ? "the one value that is ever sent" : $"every value that is ever sent ({slots})")} on {channel.Variable.Name} has room, so that no send waits; sending is the last thing its goroutine does, and who receives sees the same values";

    // Of a function around it nobody knows who calls it how often; behind "go" or in a timer it is a goroutine's own.
    private static bool IsLastOfItsGoroutine(SendStmt send, SyntaxMap map)
    {
        if (map.FunctionOf(send) is not FuncLit closure || !map.IsGoroutine(closure) || map.LoopsAround(send, closure).Any()) return false;
        for (Node node = send; node != closure.Body; node = map.ParentOf(node)!)
        {
            if (node is CommClause clause && clause.Comm == send) return false;
            if (node is not Stmt statement || node is CaseClause or CommClause) continue;
            if (map.After(statement) is [ReturnStmt, ..]) return true;
            if (!map.After(statement).IsEmpty) return false;
        }
        return true;
    }

    // One a send; a send that a loop starts again and again as many as the loop has turns.
    private static string? SlotsFor(ChannelUses channel, PatchPlace place, FuncDecl function)
    {
        var slots = new List<string>();
        foreach (var send in channel.Sends)
        {
            var around = place.Map.ParentOf(channel.Made);
            var loops = place.Map.LoopsAround(send, around).ToList();
            if (loops.Count > 1) return null;
            var turns = loops is [var loop] ? LoopTurns.Of(loop, place, function, channel.Made) : "1";
            if (turns is null) return null;
            slots.Add(turns);
        }
        if (slots.TrueForAll(slot => slot == "1")) return slots.Count <= MostSlots ? FormattableString.Invariant($"{slots.Count}") : null;
        return slots is [var only] ? only : null;
    }
}
