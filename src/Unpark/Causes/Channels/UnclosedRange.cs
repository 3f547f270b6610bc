using Unpark.Findings;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>Nobody closes the channel that a loop takes from.</summary>
internal sealed class UnclosedRange : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ IsReceive: true } wait] || (wait.Kind != OperationKind.Range && wait.Loop is null)) return null;
        if (wait.Origins.Any(origin => origin.Kind != OriginKind.Channel) || place.Closes(wait).Count > 0) return null;
        var sends = place.Sends(wait);
        if (sends.Count == 0) return null;
        if (wait.Loop is ForStmt { Cond: not null } counted) return TooFew(place, wait, sends, counted);
        if (wait.Select is not null) return null;
        var last = sends.MaxBy(send => (send.Function == place.Parent, send.Node.Pos))!;
        // A return behind the send is where close is missing; otherwise it is missing behind the last send.
        var exit = PathWalk.ExitsWithout(last.Function, [], []).FirstOrDefault(exit => exit.Node is ReturnStmt && last.Loop is not null && exit.Node.Pos > last.Loop.Pos && exit.Node.End < last.Loop.End);
        var at = exit?.Node.Pos ?? last.Node.Pos;
        return new("unclosed-range", $"nobody closes {StuckPlace.NameOf(wait)}: the loop at {StuckPlace.PlaceOf(wait)} waits for more when the last value, sent at {StuckPlace.PlaceOf(last)}, is taken",
            last.File.SpotAt(at, exit is null ? "the last send; no close follows" : "ends without close"),
            place.OthersOf(wait, sends.Take(3).Select(send => StuckPlace.Spot(send, "sends"))), IsSure: wait.Target?.Origins.Count > 0);
    }

    private static Cause TooFew(StuckPlace place, Operation wait, IReadOnlyList<Operation> sends, ForStmt loop) => new(
        "count-mismatch", $"the loop at {StuckPlace.PlaceOf(wait.File, wait.File.LineOf(loop))} takes a number of values that {string.Join(" and ", sends.Select(StuckPlace.PlaceOf).Distinct().Take(3))} do not send",
        StuckPlace.Spot(sends[^1], "sends too few"), place.OthersOf(wait, [wait.File.SpotAt(loop.Pos, "counts on more")]), IsSure: false);
}
