using Unpark.Causes.Contexts;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>Somebody waits for a channel, a WaitGroup or a Cond while holding the lock that others need: a mixed deadlock.</summary>
internal sealed class HeldWhileBlocked : CauseFinder
{
    public const string Name = "blocked-under-lock";

    private const int MostCases = 3;

    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits.IsEmpty) return null;
        return place.Self.WaitsForLock ? OfLockWaiter(place) : OfHolder(place);
    }

    private static Cause? OfLockWaiter(StuckPlace place)
    {
        var wanted = place.Waits[0];
        foreach (var holding in Holding.Of(place.Self, wanted, place.Others))
        {
            if (holding.Witness.WaitsForLock || holding.Witness.WaitsIn.IsEmpty || IsShort(place, holding.Witness.WaitsIn[0])) continue;
            return CauseOf(holding, wanted);
        }
        return null;
    }

    // Who sleeps wakes up, unless the waits are too long for that.
    private static bool IsShort(StuckPlace place, Operation blocked) => blocked.Kind == OperationKind.Sleep && place.Finding.Rule.Name is not ("lock-held-while-waiting" or "lock-waited-for-minutes");

    private static Cause? OfHolder(StuckPlace place)
    {
        if (place.Waits[0].Kind is OperationKind.CondWait or OperationKind.Sleep) return null;
        foreach (var (held, frame) in place.Self.Held)
        {
            foreach (var other in place.Others.All)
            {
                if (other == place.Self || !other.WaitsForLock || !held.Is(other.WaitsIn[0])) continue;
                var isSame = LockWords.IsSame(place.Self, frame, held.By, other, other.Frames[0], other.WaitsIn[0]);
                if (isSame != false) return CauseOf(new(place.Self, held, frame, isSame), other.WaitsIn[0]);
            }
        }
        return null;
    }

    private static Cause CauseOf(Holding holding, Operation wanted)
    {
        var (blocked, held, isSame) = (holding.Witness.WaitsIn[0], holding.Lock, holding.IsSame);
        var waits = blocked.File.SpotAt(NodeOf(blocked).Pos, "waits under the lock");
        // The unlock belongs before the call: whoever waits knows nothing of the lock.
        var spot = holding.Frame.Index == holding.Witness.Frames[0].Index ? waits : holding.Frame.Spot("leads to the wait, under the lock");
        return new(
            Name,
            $"{Word(blocked)} at {StuckPlace.PlaceOf(blocked.File, blocked.File.LineOf(NodeOf(blocked)))} waits while its goroutine {LockWords.Holds(isSame)} {LockWords.NameOf(held.By)}, locked at {StuckPlace.PlaceOf(held.By)}, which {StuckPlace.PlaceOf(wanted)} waits for",
            spot,
            [.. new[] { StuckPlace.Spot(held.By, "locked here"), StuckPlace.Spot(wanted, "waits for the lock"), waits }.Concat(LockWords.CallsUnder(holding)).Concat(CasesOf(holding.Witness)).OtherThan(spot)],
            IsSure: isSame == true);
    }

    // What would end the select, apart from the end of a context or of time.
    private static IEnumerable<SourceSpot> CasesOf(Witness blocked) =>
        blocked.WaitsIn.Where(wait => wait is { Select: not null, IsTime: false } && BackgroundContext.ContextOf(wait) is null).Take(MostCases).Select(wait => StuckPlace.Spot(wait, "a case of the select"));

    internal static Node NodeOf(Operation blocked) => blocked.Select ?? blocked.Node;

    internal static string Word(Operation blocked) => blocked.Kind switch
    {
        _ when blocked.Select is not null => "the select",
        OperationKind.Send => "the send",
        OperationKind.Wait => "Wait",
        OperationKind.Sleep => "the sleep",
        OperationKind.CondWait => "the Cond's Wait",
        _ => "the receive",
    };
}
