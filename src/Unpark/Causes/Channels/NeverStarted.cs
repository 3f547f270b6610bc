using Unpark.Findings;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>Somebody waits for the close that a goroutine has in a defer, and that goroutine was never started: it is not there, and would have closed at its end.</summary>
internal sealed class NeverStarted : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Receive or OperationKind.Range, Origins: [{ Kind: OriginKind.Channel }] } wait] || place.Sends(wait).Count > 0) return null;
        if (place.Closes(wait) is not [{ IsDeferred: true, Function: var closer } close] || closer.Body?.List is not [DeferStmt first, ..] || close.Node.Pos < first.Pos || first.End < close.Node.End) return null;
        if (closer.Callers is not [{ Way: CallWay.Go } start] || start.Function == wait.Function || IsMakersOwn(start, wait) || place.Others.All.Any(other => other.Frames.Any(frame => frame.Function == closer))) return null;
        var spot = StuckPlace.Spot(wait, "waits even when nothing was started");
        return new("no-sender", $"{closer}, which closes {StuckPlace.NameOf(wait)} when it ends, is started at {StuckPlace.PlaceOf(start.Function.File, start.Line)} only, and is not there: {StuckPlace.PlaceOf(wait)} waits for what was never started",
            spot, [.. new[] { start.Function.File.SpotAt(start.Node.Pos, "the only start"), StuckPlace.Spot(close, "would end the wait") }.Concat(place.MadeAt(wait)).OtherThan(spot)], IsSure: false);
    }

    // Whoever makes the channel starts it, too.
    private static bool IsMakersOwn(Call start, Operation wait) => wait.Origins[0].Function == start.Function;
}
