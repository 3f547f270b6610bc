using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>Add runs in the goroutine that is to be counted: it may come after Wait.</summary>
internal sealed class AddInGoroutine : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Wait } wait]) return null;
        var related = place.Facts.Related(wait);
        var add = related.FirstOrDefault(operation => operation.Kind == OperationKind.Add && operation.Function != wait.Function && operation.Function.Callers.Exists(call => call.Way == CallWay.Go)
            && related.Any(done => done.Kind == OperationKind.Done && done.Function == operation.Function));
        return add is null ? null : new("add-after-wait", $"Add, at {StuckPlace.PlaceOf(add)}, runs inside the goroutine it counts: Wait, at {StuckPlace.PlaceOf(wait)}, may come first or count wrongly",
            StuckPlace.Spot(add, "belongs before the go statement"), [StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }
}
