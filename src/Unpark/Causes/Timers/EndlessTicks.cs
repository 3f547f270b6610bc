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
        var loop = wait.Kind == OperationKind.Range ? (Stmt)wait.Node : wait.Loop;
        if (loop is null || LoopExits.Of(loop, wait).Count > 0 || (loop is ForStmt { Cond: { } condition } && wait.Kind != OperationKind.Sleep && condition.Pos.IsValid)) return null;
        var isTick = wait.Kind != OperationKind.Sleep;
        return new(isTick ? "ticker-loop" : "endless-loop", $"nothing leaves the loop at {StuckPlace.PlaceOf(place.File, place.File.LineOf(loop))}: {(isTick ? "each tick is followed by the next, and Stop does not close the channel" : "after each sleep it goes on")}",
            place.File.SpotAt(loop.Pos, "a loop without a way out"), [StuckPlace.Spot(wait, isTick ? "waits for the next tick" : "sleeps")], IsSure: false);
    }

    // What main does each tick is what the program is there for.
    private static bool IsMain(Function function) => function is { Name: "main", ReceiverType: null, Outer: null };
}
