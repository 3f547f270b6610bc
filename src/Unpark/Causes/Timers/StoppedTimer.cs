using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Timers;

/// <summary>Somebody waits for a timer that was stopped.</summary>
internal sealed class StoppedTimer : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Receive or OperationKind.Range } wait] || !wait.Origins.Any(origin => origin.Kind is OriginKind.Timer or OriginKind.Ticker)) return null;
        var stop = place.Related(wait).FirstOrDefault(operation => operation.Kind == OperationKind.StopTimer && operation.Function != wait.Function);
        return stop is null ? null : new("stopped-timer", $"the timer is stopped at {StuckPlace.PlaceOf(stop)}; Stop does not close its channel, so {StuckPlace.PlaceOf(wait)} waits for ever",
            StuckPlace.Spot(stop, "stopped here"), [StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }
}
