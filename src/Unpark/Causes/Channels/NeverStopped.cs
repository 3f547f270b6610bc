using Unpark.Causes.Waiting;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>A loop that a Stop, Close or Shutdown would end, and somebody who started it and never calls that.</summary>
internal sealed class NeverStopped : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        foreach (var wait in place.Waits)
        {
            var stops = StopsOf(place, wait);
            if (stops.Exists(stop => stop.Kind is OperationKind.Close or OperationKind.Broadcast or OperationKind.Signal) && StoppedNowhere.Explain(place, wait, stops) is { } cause) return cause;
        }
        return null;
    }

    private static List<Operation> StopsOf(StuckPlace place, Operation wait) => wait.Kind switch
    {
        OperationKind.CondWait => [.. place.Related(wait).Where(operation => operation.Kind is OperationKind.Broadcast or OperationKind.Signal && RaisesFlag(operation.Function, wait))],
        OperationKind.Receive or OperationKind.Range => [.. place.Closes(wait).Concat(wait.Loop is null || place.Waits.Length > 1 ? place.Sends(wait) : []).Where(stop => !place.Function.Encloses(stop.Function))],
        _ => [],
    };

    // q.closed = true; q.cond.Broadcast()
    private static bool RaisesFlag(Function function, Operation wait) => wait.Loop is ForStmt loop && AwaitedState.Of(loop) is var awaited
        && function.Body!.Descend(node => node is not FuncLit).OfType<AssignStmt>().Any(assign => assign.Rhs is [Ident { Name: "true" }] && awaited.MayCome(assign));
}
