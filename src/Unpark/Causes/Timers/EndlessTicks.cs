using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Timers;

/// <summary>A loop over ticks, sleeps or time-outs that nothing leaves.</summary>
internal sealed class EndlessTicks : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits.IsEmpty || place.Waits.Any(wait => !wait.IsTime) || IsMain(place.Function)) return null;
        var wait = place.Waits[0];
        if (EndlessLoopOf(wait) is not { } loop) return null;
        var stop = place.Related(wait).Where(operation => operation.Kind == OperationKind.StopTimer && operation.Function != wait.Function).Take(1);
        var isTick = wait.Kind != OperationKind.Sleep;
        return new(isTick ? "ticker-loop" : "endless-loop", $"nothing leaves the loop at {StuckPlace.PlaceOf(place.File, place.File.LineOf(loop))}: {(isTick ? "each tick is followed by the next, and Stop does not close the channel" : "after each sleep it goes on")}",
            place.File.SpotAt(loop.Pos, "a loop without a way out"), [StuckPlace.Spot(wait, isTick ? "waits for the next tick" : "sleeps"), .. stop.Select(operation => StuckPlace.Spot(operation, "stops the ticks, and not the loop"))], IsSure: false);
    }

    /// <summary>It waits for the ticks of a ticker, in a loop that nothing leaves: when the ticker is stopped, it waits there for good.</summary>
    public static bool IsIn(Operation wait) => wait.Origins.All(origin => origin.Kind == OriginKind.Ticker) && EndlessLoopOf(wait) is not null;

    private static Stmt? EndlessLoopOf(Operation wait)
    {
        var loop = wait.Kind == OperationKind.Range ? (Stmt)wait.Node : wait.Loop;
        return loop is null || LoopExits.Of(loop, wait).Count > 0 || (loop is ForStmt { Cond: { } condition } && wait.Kind != OperationKind.Sleep && condition.Pos.IsValid) ? null : loop;
    }

    // What main does each tick is what the program is there for.
    private static bool IsMain(Function function) => function is { Name: "main", ReceiverType: null, Outer: null };
}
