using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>Wait stands inside the loop that starts the goroutines, and Add before it has counted them all.</summary>
internal sealed class WaitInLoop : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Wait, Loop: { } loop } wait]) return null;
        var add = place.Facts.Related(wait).FirstOrDefault(operation => operation.Kind == OperationKind.Add && operation.Function == wait.Function && operation.Loop != loop && operation.Node.Pos < loop.Pos);
        if (add is null || !wait.Function.Calls.Exists(call => call.Way == CallWay.Go && call.Loop == loop)) return null;
        return new("wait-in-loop", $"Wait, at {StuckPlace.PlaceOf(wait)}, stands inside the loop that starts the goroutines; Add, at {StuckPlace.PlaceOf(add)}, has counted those of later rounds already",
            StuckPlace.Spot(wait, "belongs behind the loop"), [StuckPlace.Spot(add, "counts all rounds"), place.File.SpotAt(loop.Pos, "the loop")], IsSure: true);
    }
}
