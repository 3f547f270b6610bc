using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Types;
using Unpark.Patches.Editing;
using Unpark.Patches.Reading;

namespace Unpark.Patches.Channels;

/// <summary>The one function that receives may stop early: it says so by closing a second channel, and every sender looks at both.</summary>
internal sealed class SelectStopped : PatchFinder
{
    public override Patch? Propose(PatchPlace place)
    {
        if (!place.IsSending || !place.IsLeftBehind || place.OnLine<SendStmt>().FirstOrDefault() is not { Chan: Ident name } stuck || place.Map.DeclarationOf(stuck) is not { } function) return null;
        if (ChannelUses.Find(place.File, function, name.Name) is not { StaysHere: true, Receives.IsEmpty: false } channel) return null;
        if (ReceiverOf(channel, place.Map) is not { } receiver || !channel.Sends.All(send => IsPlain(send, place.Map, receiver))) return null;
        if (Names.Free(function, place.Package, "stopped", "receiverStopped", $"{name.Name}Stopped") is not { } stopped) return null;

        var draft = new Draft();
        var isMaker = receiver == place.Map.FunctionOf(channel.Made);
        draft.InsertBelow(place.File, channel.Made, $"{stopped} := make(chan struct{{}}){(isMaker ? $"\ndefer close({stopped})" : "")}");
        if (!isMaker) draft.InsertFirst(place.File, SyntaxMap.BodyOf(receiver)!, $"defer close({stopped})");
        if (!channel.Sends.All(send => ToSelect(draft, place, send, stopped))) return null;
        return PatchPlace.Finish(draft, "select-stopped", $"the only {(isMaker ? "function" : "goroutine")} that receives from {name.Name} closes {stopped} when it ends, by whatever way; a sender that finds nobody any more ends instead of waiting for ever");
    }

    // The one goroutine in which all receives are, started once for each channel; or the function that makes it.
    private static Node? ReceiverOf(ChannelUses channel, SyntaxMap map)
    {
        if (channel.Receives.Select(map.FunctionOf).Distinct().ToList() is not [{ } receiver]) return null;
        if (receiver == map.FunctionOf(channel.Made)) return map.LoopsAround(channel.Made, receiver).Any() || WaitsAtItsEnd(receiver) ? null : receiver;
        return receiver is FuncLit closure && map.IsGoroutine(closure) && !map.LoopsAround(closure, map.ParentOf(channel.Made)).Any() ? receiver : null;
    }

    // For its senders, perhaps: they would wait for the end of the function that waits for theirs.
    private static bool WaitsAtItsEnd(Node function) => SyntaxMap.BodyOf(function)!.Descend(node => node is not FuncLit).Any(node => node is CallExpr { Fun: SelectorExpr { Sel.Name: "Wait" } } or SelectStmt { Body.List.IsEmpty: true });

    private static bool IsPlain(SendStmt send, SyntaxMap map, Node receiver) =>
        map.ListOf(send).Contains(send) && map.FunctionOf(send) != receiver;

    // Where more would follow the send, the sender leaves: it was to come after a value that somebody took.
    private static bool ToSelect(Draft draft, PatchPlace place, SendStmt send, string stopped)
    {
        var way = WayOut.IsLast(send, place.Map) ? null : WayOut.From(send, place.File, error: null);
        if (way is null && !WayOut.IsLast(send, place.Map)) return false;
        draft.ReplaceLines(place.File, send, $"select {{\ncase {place.File.TextOf(send)}:{Draft.Kept}\ncase <-{stopped}:{(way is null ? "" : $"\n\t{way.Return}")}\n}}");
        way?.Prepare(draft, place.File);
        return true;
    }
}
