using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Channels;

/// <summary>The one goroutine that receives may stop early: it says so by closing a second channel, and every sender looks at both.</summary>
internal sealed class SelectStopped : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsSending || place.OnLine<SendStmt>().FirstOrDefault() is not { Chan: Ident name } stuck || place.Map.DeclarationOf(stuck) is not { } function) return null;
        if (ChannelUses.Find(place.File, function, name.Name) is not { StaysHere: true, Receives.IsEmpty: false } channel) return null;
        if (ReceiverOf(channel, place.Map) is not { } receiver || !channel.Sends.All(send => IsPlain(send, place.Map, receiver))) return null;
        if (Names.Free(function, place.Package, "stopped", "receiverStopped", $"{name.Name}Stopped") is not { } stopped) return null;

        var draft = new Draft();
        draft.InsertBelow(place.File, channel.Made, $"{stopped} := make(chan struct{{}})");
        draft.InsertFirst(place.File, receiver.Body, $"defer close({stopped})");
        foreach (var send in channel.Sends) ToSelect(draft, place, send, stopped);
        return PatchPlace.Finish(draft, "select-stopped", $"the only goroutine that receives from {name.Name} closes {stopped} when it ends, by whatever way; a sender that finds nobody any more goes on instead of waiting for ever");
    }

    // The one goroutine in which all receives are, started once for each channel.
    private static FuncLit? ReceiverOf(ChannelUses channel, SyntaxMap map)
    {
        if (channel.Receives.Select(map.FunctionOf).Distinct().ToList() is not [FuncLit closure] || !map.IsGoroutine(closure)) return null;
        return map.LoopsAround(closure, map.ParentOf(channel.Made)).Any() ? null : closure;
    }

    private static bool IsPlain(SendStmt send, SyntaxMap map, FuncLit receiver) =>
        map.ParentOf(send) is BlockStmt or CaseClause && map.FunctionOf(send) != receiver;

    private static void ToSelect(Draft draft, PatchPlace place, SendStmt send, string stopped) =>
        draft.ReplaceLines(place.File, send, $"select {{\ncase {place.File.TextOf(send)}:{Draft.Kept}\ncase <-{stopped}:\n}}");
}
