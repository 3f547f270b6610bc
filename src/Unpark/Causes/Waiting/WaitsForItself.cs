using Unpark.Causes.Locks;
using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>A goroutine that is counted waits for all who are: its own Done comes when it is over.</summary>
internal sealed class WaitsForItself : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Wait } wait]) return null;
        foreach (var done in place.Facts.Related(wait).Where(operation => operation.Kind == OperationKind.Done))
        {
            if (place.Self.Frames.FirstOrDefault(frame => ComesTo(place.Self, frame, done)) is not { } counted || IsOfAnotherCall(place, wait, counted)) continue;
            var isSame = LockWords.IsSame(place.Self, counted, done, place.Self, place.Self.Frames[0], wait);
            if (isSame == false) continue;
            return new("circular-wait", $"Wait, at {StuckPlace.PlaceOf(wait)}, waits for its own goroutine, too: that calls Done, at {StuckPlace.PlaceOf(done)}, when what it called at {StuckPlace.PlaceOf(counted.Function.File, counted.Line)} is over",
                counted.Spot("waits for itself"), [StuckPlace.Spot(done, "its own Done"), StuckPlace.Spot(wait, "stuck here")], IsSure: isSame == true);
        }
        return null;
    }

    private static bool ComesTo(Witness self, LocatedFrame frame, Operation done) =>
        (done.Function == frame.Function && self.IsAhead(frame, done))
        || (done.Function.Outer == frame.Function && done.Function.Callers.Exists(call => self.RunsLater(frame, call)));

    // A walk through a tree: each call has a group of its own, and the goroutine is counted by that of the one before.
    private static bool IsOfAnotherCall(StuckPlace place, Operation wait, LocatedFrame counted) =>
        wait.Target?.Owner is { } owner && place.Self.Frames.Any(frame => frame.Index < counted.Index && frame.Function.Outermost == owner.Outermost);
}
