using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>Whoever should end the wait is in the evidence, and waits itself for the other end of a connection that has no deadline.</summary>
internal sealed class PartnerAtPeer : CauseFinder
{
    public override Cause? Explain(StuckPlace place) => place.Waits.Select(wait => Explain(place, wait)).FirstOrDefault(cause => cause is not null);

    private static Cause? Explain(StuckPlace place, Operation wait)
    {
        if (Partners.AtPeer(place, wait).FirstOrDefault() is not ({ Frames: [var frame, ..] }, var other)) return null;
        return new("no-deadline", $"the {Partners.Word(other)} at {StuckPlace.PlaceOf(other)} is not reached by its goroutine, which waits for a peer at {StuckPlace.PlaceOf(frame.Function.File, frame.Line)}: the connection has no deadline",
            frame.Spot("no limit of time"), [StuckPlace.Spot(other, $"the {Partners.Word(other)}"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }
}
