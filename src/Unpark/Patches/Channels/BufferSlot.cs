using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
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
        if (!place.IsSending || place.OnLine<SendStmt>().FirstOrDefault() is not { Chan: Ident name } stuck) return null;
        if (GivenChannel.Find(place, stuck, name.Name) is not { Channel: { Others.IsEmpty: true, IsUnbuffered: true } channel } given) return null;
        if (SendersOf(given, place) is not { } senders || SlotsFor(senders, given, place with { File = given.File }) is not { } slots) return null;

        var draft = new Draft();
        draft.Insert(given.File, channel.Make.Args[0].End, $", {slots}");
        foreach (var (other, room) in SentBeside(given, senders, place)) draft.Insert(given.File, other.Make.Args[0].End, $", {room}");
        return PatchPlace.Finish(draft, "buffer-slot", WhyOf(channel, slots));
    }

    // What the same goroutines send otherwise, the error in place of the result, would be stuck in the same way.
    private static IEnumerable<(ChannelUses Channel, string Slots)> SentBeside(GivenChannel given, List<Node> senders, PatchPlace place)
    {
        var map = SyntaxMap.Of(given.File);
        foreach (var name in given.Maker.Descend().OfType<AssignStmt>().Where(assign => assign.Rhs.Any(ChannelUses.IsMake)).SelectMany(assign => assign.Lhs).OfType<Ident>().Select(ident => ident.Name).Distinct())
        {
            if (name == given.Channel.Variable.Name || ChannelUses.Find(given.File, given.Maker, name) is not { Others.IsEmpty: true, IsUnbuffered: true } channel) continue;
            var other = given with { Channel = channel };
            if (map.ParentOf(channel.Made) != map.ParentOf(given.Channel.Made) || SendersOf(other, place) is not { Count: > 0 } sending || !sending.TrueForAll(senders.Contains)) continue;
            if (SlotsFor(sending, other, place with { File = given.File }) is { } room) yield return (channel, room);
        }
    }

    private static string WhyOf(ChannelUses channel, string slots) =>
        $"{(slots == "1" ? "the one value that is ever sent" : $"every value that is ever sent ({slots})")} on {channel.Variable.Name} has room, so that no send waits; sending is the last thing its goroutine does, and who receives sees the same values";

    // The goroutines that send, by the closure or go statement each is started with: as sending is their last act, each sends once.
    private static List<Node>? SendersOf(GivenChannel given, PatchPlace place)
    {
        var map = SyntaxMap.Of(given.File);
        if (!given.Channel.Sends.All(send => map.FunctionOf(send) is FuncLit closure && map.IsGoroutine(closure) && IsLast(send, closure, map))) return null;
        var senders = given.Channel.Sends.Select(send => map.FunctionOf(send)!).Distinct().ToList();
        foreach (var argument in given.Channel.GivenToGo)
        {
            if (map.ParentOf(argument) is not CallExpr call || GivenChannel.ParameterFor(argument, call, place.Package) is not var (file, function, parameter)) return null;
            var inner = SyntaxMap.Of(file);
            if (parameter.Uses.All(use => inner.ParentOf(use) is SendStmt send && send.Chan == use && inner.FunctionOf(send) == function && IsLast(send, function, inner))) senders.Add(call);
            else if (!parameter.Uses.All(use => OnlyReceives(use, inner))) return null;
        }
        return senders.TrueForAll(sender => IsStartedHere(sender, given, map)) ? senders : null;
    }

    // Inside a closure that others call nobody knows how often: each call of it starts a sender.
    private static bool IsStartedHere(Node sender, GivenChannel given, SyntaxMap map)
    {
        var maker = map.FunctionOf(given.Channel.Made);
        for (var around = map.FunctionOf(sender); around is FuncLit closure && around != maker; around = map.FunctionOf(closure))
        {
            if (!map.IsGoroutine(closure) && !(map.ParentOf(closure) is CallExpr call && call.Fun == closure)) return false;
        }
        return true;
    }

    private static bool OnlyReceives(Ident use, SyntaxMap map) => map.ParentOf(use) is UnaryExpr { Op: GoSyntax.Tokens.Token.Arrow } or RangeStmt;

    // Of a function around it nobody knows who calls it how often; behind "go" or in a timer it is a goroutine's own.
    private static bool IsLast(SendStmt send, Node function, SyntaxMap map)
    {
        if (map.LoopsAround(send, function).Any()) return false;
        for (Node node = send; node != SyntaxMap.BodyOf(function); node = map.ParentOf(node)!)
        {
            if (node is CommClause clause && clause.Comm == send) return false;
            if (node is not Stmt statement || node is CaseClause or CommClause) continue;
            if (map.After(statement) is [ReturnStmt, ..]) return true;
            if (!map.After(statement).IsEmpty) return false;
        }
        return true;
    }

    // One a goroutine; where a loop starts them, as many as the loop has turns.
    private static string? SlotsFor(List<Node> senders, GivenChannel given, PatchPlace place)
    {
        var slots = new List<string>();
        foreach (var sender in senders)
        {
            var around = place.Map.ParentOf(given.Channel.Made);
            var loops = place.Map.LoopsAround(sender, around).ToList();
            if (loops.Count > 1) return null;
            var turns = loops is [var loop] ? LoopTurns.Of(loop, place, given.Maker, given.Channel.Made) : "1";
            if (turns is null) return null;
            slots.Add(turns);
        }
        if (slots.TrueForAll(slot => slot == "1")) return slots.Count is > 0 and <= MostSlots ? FormattableString.Invariant($"{slots.Count}") : null;
        return slots is [var only] ? only : null;
    }
}
