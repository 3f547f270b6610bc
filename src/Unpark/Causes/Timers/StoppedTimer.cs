using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Timers;

/// <summary>Somebody waits for a timer that was stopped.</summary>
internal sealed class StoppedTimer : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Receive or OperationKind.Range } wait] || !wait.Origins.Any(origin => origin.Kind is OriginKind.Timer or OriginKind.Ticker)) return null;
        if (Drained(place, wait) is { } drained) return drained;
        if (EndlessTicks.IsIn(wait)) return null;
        var stop = place.Related(wait).FirstOrDefault(operation => operation.Kind == OperationKind.StopTimer && operation.Function != wait.Function);
        return stop is null ? null : new("stopped-timer", $"the timer is stopped at {StuckPlace.PlaceOf(stop)}; Stop does not close its channel, so {StuckPlace.PlaceOf(wait)} waits for ever",
            StuckPlace.Spot(stop, "stopped here"), [StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }

    // if !timer.Stop() { <-timer.C }: whoever took the tick before left nothing to take.
    private static Cause? Drained(StuckPlace place, Operation wait)
    {
        if (wait is not { Kind: OperationKind.Receive, Select: null } || wait.Function.Operations.Find(operation => operation.Kind == OperationKind.StopTimer && IsGuard(operation, wait)) is not { } stop) return null;
        var taken = place.Related(wait).FirstOrDefault(other => other.IsReceive && other != wait);
        return new("stopped-timer", $"Stop, at {StuckPlace.PlaceOf(stop)}, says that the timer has fired, and its value is taken{(taken is null ? "" : $" at {StuckPlace.PlaceOf(taken)}")} already: {StuckPlace.PlaceOf(wait)} waits for a second one",
            StuckPlace.Spot(wait, "takes what is taken already"), [.. taken is null ? [] : new[] { StuckPlace.Spot(taken, "took it") }], IsSure: true);
    }

    private static bool IsGuard(Operation stop, Operation wait) => wait.Function.Body!.Descend(node => node is not FuncLit).OfType<IfStmt>()
        .Any(@if => @if.Cond.Pos <= stop.Node.Pos && stop.Node.End <= @if.Cond.End && @if.Body.Pos < wait.Node.Pos && wait.Node.End < @if.Body.End);
}
