using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>A function waits for its goroutines before it takes what they send.</summary>
internal sealed class WaitBeforeReceive : CauseFinder
{
    private const string Name = "wait-before-receive";

    public override Cause? Explain(StuckPlace place) => place.Waits switch
    {
        [{ Kind: OperationKind.Send } send, ..] => OfSender(place, send),
        [{ Kind: OperationKind.Wait } wait] => OfWaiter(place, wait),
        _ => null,
    };

    private static Cause? OfSender(StuckPlace place, Operation send)
    {
        var receives = place.Receives(send);
        foreach (var waiter in place.Others.All)
        {
            if (waiter.WaitsIn is [{ Kind: OperationKind.Wait } wait] && CauseOf(place, wait, send, receives) is { } cause) return cause;
        }
        return null;
    }

    private static Cause? OfWaiter(StuckPlace place, Operation wait)
    {
        foreach (var sender in place.Others.All)
        {
            if (sender.WaitsIn is not [{ Kind: OperationKind.Send } send, ..]) continue;
            var other = place.Others.PlaceOf(place.Finding, sender);
            if (CauseOf(other, wait, send, other.Receives(send)) is { } cause) return cause;
        }
        return null;
    }

    // The receives come behind the Wait, which comes behind the Done of who sends.
    private static Cause? CauseOf(StuckPlace place, Operation wait, Operation send, IReadOnlyList<Operation> receives)
    {
        var behind = receives.FirstOrDefault(receive => receive.Function == wait.Function && receive.Node.Pos > wait.Node.Pos);
        if (behind is null || receives.Any(receive => receive != behind && receive.Function != wait.Function)) return null;
        if (!place.Facts.Related(wait).Any(done => done.Kind == OperationKind.Done && (done.Function.Outermost == send.Function.Outermost || place.Self.Frames.Any(frame => frame.Function == done.Function)))) return null;
        return new(Name, $"Wait, at {StuckPlace.PlaceOf(wait)}, comes before {ChannelName(behind)}, at {StuckPlace.PlaceOf(behind)}, and the goroutines it waits for send first, at {StuckPlace.PlaceOf(send)}",
            StuckPlace.Spot(wait, "waits before it receives"), place.OthersOf(send, [StuckPlace.Spot(behind, "the receive")]), IsSure: true);
    }

    private static string ChannelName(Operation receive) => receive.Kind == OperationKind.Range ? $"the range over {StuckPlace.NameOf(receive)}" : $"the receive from {StuckPlace.NameOf(receive)}";
}
