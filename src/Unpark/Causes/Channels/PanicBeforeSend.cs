using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>A recovered panic skips the send or close that somebody waits for, or ends the loop that receives.</summary>
internal sealed class PanicBeforeSend : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is [{ Kind: OperationKind.Send } send]) return OfReceiver(place, send);
        if (place.Waits is not [{ Kind: OperationKind.Receive, Loop: null } wait]) return null;
        IReadOnlyList<Operation> wakers = [.. place.Sends(wait), .. place.Closes(wait)];
        if (wakers.Count == 0 || wakers.Any(waker => waker.IsDeferred || !Recovery.Covers(waker.Function) || !MayPanic(waker))) return null;
        return new("recovered-panic", $"a panic before the {Waiting.Partners.Word(wakers[0])} at {StuckPlace.PlaceOf(wakers[0])} is recovered, and nobody {(wakers[0].Kind == OperationKind.Send ? "sends" : "closes")} then",
            StuckPlace.Spot(wakers[0], "skipped by a panic"), place.OthersOf(wait), IsSure: false);
    }

    // The worker is gone: a panic ended its loop, and a recover around the loop let the program go on without it.
    private static Cause? OfReceiver(StuckPlace place, Operation wait)
    {
        var receives = place.Receives(wait);
        if (receives.Count == 0 || !receives.All(receive => receive.Loop is { } loop && Recovery.EndsQuietly(receive.Function) && receive.Function.Calls.Exists(call => call.Way == CallWay.Plain && call.Node.Pos > receive.Node.Pos && call.Node.End < loop.End))) return null;
        if (place.Others.All.Any(other => other.Frames.Any(frame => receives.Any(receive => receive.Function == frame.Function)))) return null;
        return new("recovered-panic", $"nobody is in the loop that receives, at {StuckPlace.PlaceOf(receives[0])}: a panic in it is recovered outside of the loop, and nobody receives then",
            StuckPlace.Spot(receives[0], "a recovered panic ends the loop"), place.OthersOf(wait), IsSure: false);
    }

    private static bool MayPanic(Operation waker) => waker.Function.Calls.Exists(call => call.Way == CallWay.Plain && call.Node.Pos < waker.Node.End);
}
