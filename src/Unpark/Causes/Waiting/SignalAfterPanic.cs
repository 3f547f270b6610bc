using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>A goroutine counts itself out and signals at its end, and a panic that somebody recovers comes before.</summary>
internal static class SignalAfterPanic
{
    public static Cause? Explain(Operation wait, IReadOnlyCollection<Operation> signals)
    {
        var calls = signals.SelectMany(signal => signal.Function.Callers);
        return calls.FirstOrDefault(IsSkipped) is not { } call ? null
            : new("recovered-panic", $"a panic before the call at {StuckPlace.PlaceOf(call.Function.File, call.Line)}, which signals, is recovered, and the call, which is not deferred, never made",
                call.Function.File.SpotAt(call.Node.Pos, "should be deferred"), [StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }

    private static bool IsSkipped(Call call) =>
        call.Way == CallWay.Plain && Recovery.Covers(call.Function)
        && call.Function.Calls.Exists(before => before.Way == CallWay.Plain && before.Node.End < call.Node.Pos);
}
