using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>A goroutine takes a read lock it holds, and a writer came in between.</summary>
internal sealed class ReadLockTwice : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [var wait] || !place.Self.WaitsForLock) return null;
        return wait.Kind == OperationKind.RLock ? CauseOf(place.Self, wait) : OfWriter(place, wait);
    }

    private static Cause? OfWriter(StuckPlace place, Operation wait)
    {
        foreach (var reader in place.Others.All)
        {
            if (reader.WaitsIn is [{ Kind: OperationKind.RLock } second] && Means(second, wait) && CauseOf(reader, second) is { } cause) return cause;
        }
        return null;
    }

    private static bool Means(Operation one, Operation other) => one.Target == other.Target || one.Origins.Intersect(other.Origins).Any();

    private static Cause? CauseOf(Witness reader, Operation second)
    {
        foreach (var (held, frame) in reader.Held)
        {
            if (!held.IsRead || !held.Is(second) || LockWords.IsSame(reader, reader.Frames[0], second, reader, frame, held.By) == false) continue;
            var spot = frame.Index == reader.Frames[0].Index ? StuckPlace.Spot(second, "reads again") : frame.Spot("calls who locks again");
            return new("read-lock-twice", $"{LockWords.NameOf(held.By)} is read-locked at {StuckPlace.PlaceOf(held.By)} and again at {StuckPlace.PlaceOf(second)}; a writer that comes in between makes the second wait for ever",
                spot, [StuckPlace.Spot(held.By, "the first read lock"), StuckPlace.Spot(second, "the second"), .. LockWords.CallsUnder(reader, frame).SkipLast(1)], IsSure: true);
        }
        return null;
    }
}
