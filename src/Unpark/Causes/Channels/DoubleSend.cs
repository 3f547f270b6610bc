using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>One goroutine sends a second time to somebody who receives once: a return is missing.</summary>
internal sealed class DoubleSend : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Send, Select: null } wait] || wait.Loop is not null) return null;
        var receives = place.Receives(wait);
        if (receives.Count == 0 || receives.Any(receive => receive.Loop is not null)) return null;
        var sends = place.Sends(wait);
        foreach (var (function, at) in PathTo(place, wait))
        {
            var first = sends.FirstOrDefault(send => send != wait && send.Function == function && send.Node.Pos < at.Pos && PathWalk.Leads(function, send.Node, at));
            if (first is null) continue;
            return new("double-send", $"the send at {StuckPlace.PlaceOf(first)} is followed by that at {StuckPlace.PlaceOf(wait)}, and {ChannelWords.Every("receive", receives)} takes one value",
                StuckPlace.Spot(first, "sends, and does not return"), place.OthersOf(wait, receives.Take(3).Select(receive => StuckPlace.Spot(receive, "receives once"))), IsSure: true);
        }
        return null;
    }

    // The send itself, and the calls that lead to it.
    private static IEnumerable<(Function Function, Node At)> PathTo(StuckPlace place, Operation wait)
    {
        yield return (wait.Function, wait.Node);
        foreach (var frame in place.Self.Frames.Skip(1).Take(4))
        {
            if (frame.Function.Calls.Find(call => call.Line == frame.Line) is { } call) yield return (frame.Function, call.Node);
        }
    }
}
