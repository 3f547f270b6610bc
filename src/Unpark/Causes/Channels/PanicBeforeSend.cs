using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>A recovered panic skips the send or close that somebody waits for.</summary>
internal sealed class PanicBeforeSend : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Receive, Loop: null } wait]) return null;
        IReadOnlyList<Operation> wakers = [.. place.Sends(wait), .. place.Closes(wait)];
        if (wakers.Count == 0 || wakers.Any(waker => waker.IsDeferred || !Recovery.Covers(waker.Function) || !MayPanic(waker))) return null;
        return new("recovered-panic", $"a panic before the {Waiting.Partners.Word(wakers[0])} at {StuckPlace.PlaceOf(wakers[0])} is recovered, and nobody {(wakers[0].Kind == OperationKind.Send ? "sends" : "closes")} then",
            StuckPlace.Spot(wakers[0], "skipped by a panic"), place.OthersOf(wait), IsSure: false);
    }

    private static bool MayPanic(Operation waker) => waker.Function.Calls.Exists(call => call.Way == CallWay.Plain && call.Node.Pos < waker.Node.End);
}
