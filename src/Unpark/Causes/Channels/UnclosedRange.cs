using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
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
        if (wait.IsCounted) return TooFew(place, wait, sends, wait.Loop!);
        if (wait.Select is not null) return null;
        var last = sends.MaxBy(send => (send.Function == place.Parent, send.Node.Pos))!;
        // A return behind the send is where close is missing; otherwise it is missing behind the last send.
        var exit = PathWalk.ExitsWithout(last.Function, [], []).FirstOrDefault(exit => exit.Node is ReturnStmt && last.Loop is not null && exit.Node.Pos > last.Loop.Pos && exit.Node.End < last.Loop.End);
        var at = exit?.Node.Pos ?? last.Node.Pos;
        return new("unclosed-range", $"nobody closes {StuckPlace.NameOf(wait)}: the loop at {StuckPlace.PlaceOf(wait)} waits for more when the last value, sent at {StuckPlace.PlaceOf(last)}, is taken",
            last.File.SpotAt(at, exit is null ? "the last send; no close follows" : "ends without close"),
            place.OthersOf(wait, sends.Take(3).Select(send => StuckPlace.Spot(send, "sends"))), IsSure: false);
    }

    private static Cause TooFew(StuckPlace place, Operation wait, IReadOnlyList<Operation> sends, Stmt loop)
    {
        var counts = wait.File.SpotAt(loop.Pos, "counts on more");
        var where = StuckPlace.PlaceOf(wait.File, wait.File.LineOf(loop));
        if (NotStarted(sends) is var (start, branch))
            return new("count-mismatch", $"the loop at {where} takes a value of each, and the {branch.Tok.ToString().ToLowerInvariant()} at {StuckPlace.PlaceOf(start.Function.File, start.Function.File.LineOf(branch))} comes before the start of who sends it",
                start.Function.File.SpotAt(branch.Pos, "starts no sender"), place.OthersOf(wait, [counts, start.Function.File.SpotAt((start.Statement ?? (Node)start.Node).Pos, "starts a sender")]), IsSure: false);
        return new("count-mismatch", $"the loop at {where} takes a number of values that {string.Join(" and ", sends.Select(StuckPlace.PlaceOf).Distinct().Take(3))} {(sends.Count == 1 ? "does" : "do")} not send",
            StuckPlace.Spot(sends[^1], "sends too few"), place.OthersOf(wait, [counts]), IsSure: false);
    }

    // A round of the loop that starts the senders, or sends, is left before it does.
    private static (Call Start, BranchStmt Branch)? NotStarted(IReadOnlyList<Operation> sends)
    {
        foreach (var start in sends.SelectMany(send => send.Function.Callers).Where(call => call.Way == CallWay.Go && call.Loop is not null))
        {
            var body = start.Loop is RangeStmt range ? range.Body : ((ForStmt)start.Loop!).Body;
            if (body.Descend(node => node is not (FuncLit or ForStmt or RangeStmt)).OfType<BranchStmt>().FirstOrDefault(branch => branch.Tok is Token.Continue or Token.Break && branch.End < start.Node.Pos) is { } branch) return (start, branch);
        }
        return null;
    }
}
