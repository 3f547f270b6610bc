using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>Add runs in the goroutine that is to be counted: it may come after Wait.</summary>
internal sealed class AddInGoroutine : CauseFinder
{
    public override Cause? Explain(StuckPlace place) => place.Waits switch
    {
        [{ Kind: OperationKind.Wait } wait] => OfWaiter(place, wait),
        [{ Kind: OperationKind.Send } send] => OfSender(place, send),
        _ => null,
    };

    private static Cause? OfWaiter(StuckPlace place, Operation wait)
    {
        var related = place.Facts.Related(wait);
        return related.FirstOrDefault(add => add.Function != wait.Function && IsOwn(add, related)) is not { } add ? null
            : new("add-after-wait", $"Add, at {StuckPlace.PlaceOf(add)}, runs inside the goroutine it counts: Wait, at {StuckPlace.PlaceOf(wait)}, may come first or count wrongly",
                StuckPlace.Spot(add, "belongs before the go statement"), [StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }

    // Wait was over before the goroutine counted itself, and what comes behind it ended the receiver.
    private static Cause? OfSender(StuckPlace place, Operation send)
    {
        foreach (var add in send.Function.Operations.Where(operation => operation.Kind == OperationKind.Add && operation.Node.Pos < send.Node.Pos))
        {
            var related = place.Facts.Related(add);
            if (!IsOwn(add, related) || related.FirstOrDefault(wait => wait.Kind == OperationKind.Wait && EndsOthers(wait)) is not { } wait || place.Others.All.Any(other => other.WaitsIn.Contains(wait))) continue;
            return new("add-after-wait", $"Add, at {StuckPlace.PlaceOf(add)}, runs inside the goroutine it counts: Wait, at {StuckPlace.PlaceOf(wait)}, was over before, and nobody takes what is sent at {StuckPlace.PlaceOf(send)}",
                StuckPlace.Spot(add, "belongs before the go statement"), place.OthersOf(send, [StuckPlace.Spot(wait, "does not wait for it")]), IsSure: false);
        }
        return null;
    }

    private static bool IsOwn(Operation add, IReadOnlyList<Operation> related) =>
        add.Kind == OperationKind.Add && add.Function.Callers.Exists(call => call.Way == CallWay.Go)
        && related.Any(done => done.Kind == OperationKind.Done && done.Function == add.Function);

    // wg.Wait(); close(quit)
    private static bool EndsOthers(Operation wait) => wait.Function.Operations.Exists(close => close.Kind == OperationKind.Close && close.Node.Pos > wait.Node.Pos);
}
