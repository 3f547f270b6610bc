using Unpark.Causes.Contexts;
using Unpark.Causes.Locks;
using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>Whoever should end the wait is in the evidence, and stuck before it gets there.</summary>
internal sealed class PartnerStuck : CauseFinder
{
    /// <summary>Who waits for whom who waits for whom.</summary>
    private const int MostSteps = 4;

    public override Cause? Explain(StuckPlace place) => Explain(place, []);

    private static Cause? Explain(StuckPlace place, HashSet<Witness> told)
    {
        if (!told.Add(place.Self) || told.Count > MostSteps) return null;
        foreach (var wait in place.Waits)
        {
            if (AheadOf(place, wait) is not var (partner, other) || partner.WaitsIn is not [var first, ..]) continue;
            var isIdle = Partners.IsBetweenJobs(partner, other);
            // Loops that take turns at each other's messages are idle, not in a circle.
            if (told.Contains(partner) && (isIdle || !IsHeldBy(place, wait))) continue;
            var there = OtherPlace(place, partner);
            var isCircle = told.Contains(partner) || IsMutual(place, partner);
            // Whoever waits under a lock that others need is to blame for the circle.
            var deeper = isCircle ? HolderStuck.OfHolder(there) : CauseSet.ExplainByEvidence(there) ?? Explain(there, told) ?? CauseSet.ExplainBySource(there);
            if (deeper is not null && !(deeper.Name == "unclosed-range" && isIdle)) return deeper with { Sentence = $"{Words(other)} its goroutine, which is stuck itself at {StuckPlace.PlaceOf(first)}: {deeper.Sentence}", Others = [.. deeper.Others.Add(StuckPlace.Spot(wait, "stuck here")).OneEachLine()] };
            if (isCircle) return Circle(place, wait, there, first);
            if (wait.Kind == OperationKind.Wait) return Held(wait, other, first);
        }
        return null;
    }

    // Who stands in the same queue cannot end the wait before it is out of it.
    private static (Witness Partner, Operation Other)? AheadOf(StuckPlace place, Operation wait)
    {
        foreach (var found in Partners.AllOf(place, wait))
        {
            if (found.Partner != place.Self && !Partners.IsOnItsWay(found.Partner, found.Other) && !(wait.Origins.Count < 2 && found.Partner.WaitsIn.Contains(wait)) && !IsOneForEach(place, wait, found.Partner)) return found;
        }
        return null;
    }

    // Each call makes a channel for one goroutine that it starts: those of calls that are over wait for nobody who is here.
    private static bool IsOneForEach(StuckPlace place, Operation wait, Witness partner) =>
        place.Start is { Loop: null } start && wait.Loop is null && place.Finding.Count > partner.Group.Count
        && wait.Origins is [{ Kind: OriginKind.Channel, Function: { } made }] && made == start.Function && partner.Frames.Any(frame => frame.Function == made);

    // Why it is stuck the source does not tell, but it is why Done does not come.
    private static Cause Held(Operation wait, Operation done, Operation first) => new("missed-done",
        $"{Words(done)} its goroutine, which is stuck itself at {StuckPlace.PlaceOf(first)}", StuckPlace.Spot(first, "stuck before its Done"),
        [StuckPlace.Spot(done, "the Done"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);

    private static string Words(Operation other) => $"the {Partners.Word(other)} at {StuckPlace.PlaceOf(other)} is not reached by";

    // What the other waits for comes behind our own wait.
    private static bool IsMutual(StuckPlace place, Witness partner) =>
        partner.WaitsIn is [not { Kind: OperationKind.CondWait, Loop: null }] && AheadOf(OtherPlace(place, partner), partner.WaitsIn[0]) is var (back, other) && back == place.Self && !Partners.IsBetweenJobs(back, other) && place.Waits.Length == 1;

    // Of a worker and somebody who feeds all of them, or waits for all of them, the latter could do its part first.
    private static Cause Circle(StuckPlace place, Operation wait, StuckPlace there, Operation first)
    {
        var isOwn = wait.Kind is OperationKind.Wait or OperationKind.CondWait ? first.Kind is not (OperationKind.Wait or OperationKind.CondWait) : place.Start?.Loop is null && there.Start?.Loop is not null;
        var (culprit, blamed, other) = isOwn ? (place, wait, first) : (there, first, wait);
        SourceSpot[] ways = BeforeItsPart(culprit, other) is { } frame ? [frame.Spot("leads to the wait, before it does its part")] : [];
        return new("circular-wait", $"{StuckPlace.PlaceOf(wait)} and {StuckPlace.PlaceOf(first)} wait for each other: each does its part only after the other",
            StuckPlace.Spot(blamed, "waits before it does its part"), place.OthersOf(wait, [StuckPlace.Spot(other, "waits for the other"), .. ways]), IsSure: false);
    }

    // The function further out on the stack that comes to its part behind the call which leads to the wait.
    private static LocatedFrame? BeforeItsPart(StuckPlace culprit, Operation other)
    {
        IReadOnlyList<Operation> parts = [.. culprit.Related(other).Where(part => Partners.Wakes(part, other))];
        return culprit.Self.Frames.FirstOrDefault(frame => StuckPlace.NodesIn(frame.Function, parts).Any(node => frame.Function.File.LineOf(node) > frame.Line)) is { Index: var index } frame && index > culprit.Self.Frames[0].Index ? frame : null;
    }

    // The other cases of the select are ways out only: the end of a context, a channel that is closed.
    private static bool IsHeldBy(StuckPlace place, Operation wait) =>
        place.Waits.All(other => other == wait || BackgroundContext.ContextOf(other) is not null || (other is { IsReceive: true, IsTime: false, Origins.Count: > 0 } && place.Sends(other).Count == 0));

    private static StuckPlace OtherPlace(StuckPlace place, Witness partner) => place.Others.PlaceOf(place.Finding, partner);
}
