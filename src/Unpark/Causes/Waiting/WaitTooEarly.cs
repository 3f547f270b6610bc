using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>A function waits for its goroutines before it takes what they send, or sends what they take.</summary>
internal sealed class WaitTooEarly : CauseFinder
{
    public override Cause? Explain(StuckPlace place) => place.Waits is [{ Kind: OperationKind.Wait } wait]
        ? OfWaiter(place, wait)
        : place.Waits.Where(IsOnChannel).Select(blocked => OfBlocked(place, blocked)).FirstOrDefault(cause => cause is not null);

    private static bool IsOnChannel(Operation wait) => wait.Kind is OperationKind.Send or OperationKind.Receive or OperationKind.Range;

    private static Cause? OfBlocked(StuckPlace place, Operation blocked) =>
        (from waiter in place.Others.All
         where waiter.WaitsIn is [{ Kind: OperationKind.Wait }]
         select CauseOf(place, waiter.WaitsIn[0], blocked)).FirstOrDefault(cause => cause is not null);

    private static Cause? OfWaiter(StuckPlace place, Operation wait) =>
        (from other in place.Others.All
         from blocked in other.WaitsIn.Where(IsOnChannel)
         select CauseOf(place.Others.PlaceOf(place.Finding, other), wait, blocked)).FirstOrDefault(cause => cause is not null);

    // The other side comes behind the Wait, which comes behind the Done of who is blocked.
    private static Cause? CauseOf(StuckPlace place, Operation wait, Operation blocked)
    {
        var closes = blocked.Kind == OperationKind.Range ? place.Closes(blocked) : [];
        // Only close ends a loop over a channel, whatever is sent.
        IReadOnlyList<Operation> partners = closes.Count > 0 ? closes : [.. place.Related(blocked).Where(other => Partners.Wakes(other, blocked))];
        var behind = partners.FirstOrDefault(partner => partner.Function == wait.Function && partner.Node.Pos > wait.Node.Pos);
        if (behind is null || partners.Any(partner => partner != behind && partner.Function != wait.Function)) return null;
        if (!place.Facts.Related(wait).Any(done => done.Kind == OperationKind.Done && (done.Function.Outermost == blocked.Function.Outermost || place.Self.Frames.Any(frame => frame.Function == done.Function)))) return null;
        var (name, first) = blocked.Kind == OperationKind.Send ? ("wait-before-receive", "send") : (behind.Kind == OperationKind.Close ? "wait-before-close" : "wait-before-send", "wait for that");
        return new(name, $"Wait, at {StuckPlace.PlaceOf(wait)}, comes before the {Partners.Word(behind)} at {StuckPlace.PlaceOf(behind)}, and the goroutines it waits for {first}, at {StuckPlace.PlaceOf(blocked)}",
            StuckPlace.Spot(wait, "waits too early"), place.OthersOf(blocked, [StuckPlace.Spot(behind, $"the {Partners.Word(behind)}")]), IsSure: true);
    }
}
