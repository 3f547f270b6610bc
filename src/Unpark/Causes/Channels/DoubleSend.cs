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
            if (first is not null)
                return new("double-send", $"the send at {StuckPlace.PlaceOf(first)} is followed by that at {StuckPlace.PlaceOf(wait)}, and {ChannelWords.Every("receive", receives)} takes one value",
                    StuckPlace.Spot(first, "sends, and does not return"), place.OthersOf(wait, receives.Take(3).Select(receive => StuckPlace.Spot(receive, "receives once"))), IsSure: true);
            if (ByHelper(place, wait, function, at, receives) is { } helped) return helped;
        }
        return null;
    }

    // g.reject(msg, err); msg.errs <- err: what is called first has sent to the same one.
    private static Cause? ByHelper(StuckPlace place, Operation wait, Function function, Node at, IReadOnlyList<Operation> receives)
    {
        if (at != wait.Node) return null;
        foreach (var call in function.Calls.Where(call => call.Way == CallWay.Plain && call.Loop is null && call.Node.Pos < at.Pos && PathWalk.Leads(function, call.Node, at)))
        {
            var sent = place.Sends(wait).FirstOrDefault(send => send is { Select: null, Loop: null } && call.Callees is [var callee] && send.Function == callee && PathWalk.ExitsWithout(callee, [], [send.Node]).Count == 0);
            if (sent is null) continue;
            return new("double-send", $"{call.Callees[0]}, called at {StuckPlace.PlaceOf(function.File, call.Line)}, sends at {StuckPlace.PlaceOf(sent)}, and the send at {StuckPlace.PlaceOf(wait)} follows; {ChannelWords.Every("receive", receives)} takes one value",
                StuckPlace.Spot(wait, "sends a second time"), place.OthersOf(wait, [function.File.SpotAt(call.Node.Pos, "sends, and no return follows"), StuckPlace.Spot(sent, "the first send"), .. receives.Take(3).Select(receive => StuckPlace.Spot(receive, "receives once"))]), IsSure: false);
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
