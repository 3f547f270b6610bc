using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>A channel that is closed to wake all, and made anew for the next time: something is counted, and the close is left out.</summary>
internal sealed class MissedBroadcast : CauseFinder
{
    public override Cause? Explain(StuckPlace place) =>
        place.Waits.Where(wait => wait is { Kind: OperationKind.Receive, IsTime: false })
            .SelectMany(wait => place.Closes(wait).Where(close => close.Function != wait.Function && wait.Origins.Any(origin => origin.Function == close.Function)), (wait, close) => Explain(wait, close))
            .FirstOrDefault(cause => cause is not null);

    private static Cause? Explain(Operation wait, Operation close)
    {
        var function = close.Function;
        if (function.Body!.Descend(node => node is not FuncLit).OfType<Stmt>().FirstOrDefault(IsCount) is not { } counted) return null;
        if (PathWalk.ExitsWithout(function, [counted], [close.Node]).FirstOrDefault(exit => exit.Culprit != function.Node) is not { } left) return null;
        // The way out is the usual one; what led past the close is to blame.
        var exit = left.Because is IfStmt ? left with { Node = function.Node } : left;
        return new("missed-signal", $"the close at {StuckPlace.PlaceOf(close)}, which wakes all who wait at {StuckPlace.PlaceOf(wait)}, {ChannelWords.Skipped(function, exit)}, though {function.File.TextOf(counted)}, at {StuckPlace.PlaceOf(function.File, function.File.LineOf(counted))}, may be what they wait for",
            ChannelWords.SpotOf(function, exit.Culprit), [function.File.SpotAt(counted.Pos, "changes what is waited for"), StuckPlace.Spot(close, "wakes all"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }

    // s.count -= n. What is set to a new value may be the same as before.
    private static bool IsCount(Stmt statement) => statement is IncDecStmt { X: SelectorExpr } or AssignStmt { Tok: Token.AddAssign or Token.SubAssign, Lhs: [SelectorExpr] };
}
