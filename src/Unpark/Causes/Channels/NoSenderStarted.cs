using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>A loop starts the senders, and it may run no round: of no senders none comes.</summary>
internal sealed class NoSenderStarted : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Receive } wait]) return null;
        var sends = place.Sends(wait);
        if (wait.Loop is not null || sends.Count == 0 || place.Closes(wait).Count > 0) return null;
        var starts = sends.Select(send => send.Function.Callers.Find(call => call.Way == CallWay.Go && call.Loop is not null && call.Function == wait.Function)).ToList();
        if (starts.Contains(null)) return null;
        var start = starts[0]!;
        return new("n-cast", $"the senders are started by the loop at {StuckPlace.PlaceOf(start.Function.File, start.Function.File.LineOf(start.Loop!))}; when it runs no round, nobody sends to {StuckPlace.PlaceOf(wait)}",
            StuckPlace.Spot(wait, "receives even when nothing was started"), [start.Function.File.SpotAt(start.Loop!.Pos, "may run no round"), .. place.MadeAt(wait)], IsSure: false);
    }
}
