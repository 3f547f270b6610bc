using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>A goroutine started in a defer: the function that could take its result is over.</summary>
internal sealed class GoroutineInDefer : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Start is not { } start || place.Waits is not [{ Kind: OperationKind.Send or OperationKind.Receive } wait, ..]) return null;
        if (start.Function.Callers.Find(call => call.Way == CallWay.Defer) is not { } defer) return null;
        var others = place.Related(wait).Where(operation => operation != wait && operation.Kind != wait.Kind && (operation.Function == start.Function || !operation.Function.Encloses(wait.Function))).ToList();
        if (others.Exists(other => other.Function == start.Function)) return null;
        return new("goroutine-in-defer", $"the goroutine is started by the defer at {StuckPlace.PlaceOf(defer.Function.File, defer.Line)}, when {defer.Function} is over and nobody waits for it",
            start.Function.File.SpotAt(start.Statement?.Pos ?? start.Node.Pos, "started when the function ends"), place.OthersOf(wait), IsSure: others.Count == 0);
    }
}
