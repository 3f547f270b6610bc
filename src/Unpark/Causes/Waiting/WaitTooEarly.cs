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
                                where partner.Function == frame.Function && (waiter.IsAhead(frame, partner) || IsOfNextRound(waiter, frame, partner))
                                select (partner, frame)).FirstOrDefault();
        if (behind is null) return AfterTheLast(place, waiter, wait, blocked, partners);
        if (partners.Any(partner => partner != behind && partner.Function != caller.Function)) return null;
        if (!IsCounted(place, wait, blocked)) return null;
        var (name, first) = blocked.Kind == OperationKind.Send ? ("wait-before-receive", "send") : (behind.Kind == OperationKind.Close ? "wait-before-close" : "wait-before-send", "wait for that");
        return new(name, $"Wait, at {StuckPlace.PlaceOf(caller.Function.File, caller.Line)}, comes before the {Partners.Word(behind)} at {StuckPlace.PlaceOf(behind)}, and the goroutines it waits for {first}, at {StuckPlace.PlaceOf(blocked)}",
            caller.Index == waiter.Frames[0].Index ? StuckPlace.Spot(wait, "waits too early") : caller.Spot("waits too early"), place.OthersOf(blocked, [StuckPlace.Spot(behind, $"the {Partners.Word(behind)}")]), IsSure: true);
    }

    // for { select { case <-errs: wg.Wait() } }: it takes the next one when the Wait is over.
    private static bool IsOfNextRound(Witness waiter, LocatedFrame frame, Operation partner) =>
        partner is { IsReceive: true, Loop: { } loop } && waiter.LeavingIn(frame) is null && partner.Line < frame.Line && frame.Line <= partner.File.Syntax.Source.LineOf(loop.End);

    // Close waits for workers that send, and who took what they send is its own goroutine, or nobody.
    private static Cause? AfterTheLast(StuckPlace place, Witness waiter, Operation wait, Operation blocked, IReadOnlyList<Operation> receives)
    {
        if (blocked.Kind != OperationKind.Send || receives.Count == 0 || !IsCounted(place, wait, blocked) || Partners.AllOf(place, blocked).Any(found => found.Partner != waiter)) return null;
        var taker = waiter.Frames.Skip(1).FirstOrDefault(frame => frame.Function.Calls.Exists(call => call.Way == CallWay.Plain && call.Line < frame.Line && call.Callees.Exists(callee => StuckPlace.Does(callee, receives, 0))));
        return taker is null ? null : new("wait-before-receive", $"Wait, at {StuckPlace.PlaceOf(wait)}, is for goroutines that still send, at {StuckPlace.PlaceOf(blocked)}, and {taker.Function}, which received, is the one that waits",
            StuckPlace.Spot(wait, "waits for who sends"), place.OthersOf(blocked, [StuckPlace.Spot(receives[0], "the receive"), taker.Spot("receives no more")]), IsSure: false);
    }

    private static bool IsCounted(StuckPlace place, Operation wait, Operation blocked) => place.Facts.Related(wait).Any(done =>
        done.Kind == OperationKind.Done && !Partners.IsBetweenJobs(place.Self, done) && (done.Function.Outermost == blocked.Function.Outermost || place.Self.Frames.Any(frame => frame.Function == done.Function)));
}
