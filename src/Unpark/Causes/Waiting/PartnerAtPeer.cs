using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>Whoever should end the wait is in the evidence, and waits itself for the other end of a connection that has no deadline.</summary>
internal sealed class PartnerAtPeer : CauseFinder
{
    public override Cause? Explain(StuckPlace place) => place.Waits.Select(wait => Explain(place, wait)).FirstOrDefault(cause => cause is not null);

    private static Cause? Explain(StuckPlace place, Operation wait)
    {
        if (Partners.AtPeer(place, wait).FirstOrDefault() is not ({ Frames: [var frame, ..] }, var other) || IsLeftByAnother(place, wait)) return null;
        return new("no-deadline", $"the {Partners.Word(other)} at {StuckPlace.PlaceOf(other)} is not reached by its goroutine, which waits for a peer at {StuckPlace.PlaceOf(frame.Function.File, frame.Line)}: the connection has no deadline",
            frame.Spot("no limit of time"), [StuckPlace.Spot(other, $"the {Partners.Word(other)}"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }

    // Started beside it by who waits, gone by now, and one of its ways out ends no wait: that is nearer than a peer who takes its time.
    private static bool IsLeftByAnother(StuckPlace place, Operation wait)
    {
        IReadOnlyList<Operation> wakers = [.. place.Related(wait).Where(waker => Partners.Wakes(waker, wait))];
        return wakers.Select(waker => waker.Function).Distinct().Any(function => function.Callers.Exists(call => call.Way == CallWay.Go && call.Function == wait.Function)
            && !place.Others.All.Any(witness => witness.Frames.Any(frame => frame.Function == function)) && PathWalk.ExitsWithout(function, [], StuckPlace.NodesIn(function, wakers)).Count > 0);
    }
}
