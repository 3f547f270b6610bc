using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>A function waits for its goroutines before it takes what they send, or sends what they take.</summary>
internal sealed class WaitTooEarly : CauseFinder
{
    public override Cause? Explain(StuckPlace place) => place.Waits is [{ Kind: OperationKind.Wait }]
        ? OfWaiter(place)
        : place.Waits.Where(IsOnChannel).Select(blocked => OfBlocked(place, blocked)).FirstOrDefault(cause => cause is not null);

    private static bool IsOnChannel(Operation wait) => wait.Kind is OperationKind.Send or OperationKind.Receive or OperationKind.Range;

    private static Cause? OfBlocked(StuckPlace place, Operation blocked) =>
        (from waiter in place.Others.All
         where waiter.WaitsIn is [{ Kind: OperationKind.Wait }]
         select CauseOf(place, waiter, blocked)).FirstOrDefault(cause => cause is not null);

    private static Cause? OfWaiter(StuckPlace place) =>
        (from other in place.Others.All
         from blocked in other.WaitsIn.Where(IsOnChannel)
         select CauseOf(place.Others.PlaceOf(place.Finding, other), place.Self, blocked)).FirstOrDefault(cause => cause is not null);

    // The other side comes behind the Wait, which comes behind the Done of who is blocked.
    private static Cause? CauseOf(StuckPlace place, Witness waiter, Operation blocked)
    {
        var wait = waiter.WaitsIn[0];
        var closes = blocked.Kind == OperationKind.Range ? place.Closes(blocked) : [];
        // Only close ends a loop over a channel, whatever is sent.
        IReadOnlyList<Operation> partners = closes.Count > 0 ? closes : [.. place.Related(blocked).Where(other => Partners.Wakes(other, blocked))];
        // The Wait may be in a helper, such as that of an errgroup: then who called it comes to the other side.
        var (behind, caller) = (from frame in waiter.Frames
                                from partner in partners
                                where partner.Function == frame.Function && (partner.IsDeferred || partner.Line > frame.Line)
                                select (partner, frame)).FirstOrDefault();
        if (behind is null || partners.Any(partner => partner != behind && partner.Function != caller.Function)) return null;
        if (!place.Facts.Related(wait).Any(done => done.Kind == OperationKind.Done && !Partners.IsBetweenJobs(place.Self, done) && (done.Function.Outermost == blocked.Function.Outermost || place.Self.Frames.Any(frame => frame.Function == done.Function)))) return null;
        var (name, first) = blocked.Kind == OperationKind.Send ? ("wait-before-receive", "send") : (behind.Kind == OperationKind.Close ? "wait-before-close" : "wait-before-send", "wait for that");
        return new(name, $"Wait, at {StuckPlace.PlaceOf(caller.Function.File, caller.Line)}, comes before the {Partners.Word(behind)} at {StuckPlace.PlaceOf(behind)}, and the goroutines it waits for {first}, at {StuckPlace.PlaceOf(blocked)}",
            caller.Index == waiter.Frames[0].Index ? StuckPlace.Spot(wait, "waits too early") : caller.Spot("waits too early"), place.OthersOf(blocked, [StuckPlace.Spot(behind, $"the {Partners.Word(behind)}")]), IsSure: true);
    }
}
