using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Channels;
using Unpark.Patches.Reading;

namespace Unpark.Linting.Channels;

internal sealed class SendNobodyReceives : LintRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP9001",
        Name: "send-nobody-receives",
        Class: FindingClass.Channel,
        Title: "A goroutine sends to a function that may be gone",
        Why: "A goroutine hands its result to the function that started it over a channel without a buffer. When that function leaves by another way, after a time limit, "
            + "a cancelled context or an error, nobody ever receives, and the goroutine waits for ever with all that it holds.",
        Confirm: "Follow the ways out of the function: on one of them the channel was not received from.",
        Fix: "Give the channel a buffer of one: the send then never waits, and the value is collected with the channel.")
    {
        Example = """
            // leaks when the time is over first
            result := make(chan int)
            go func() { result <- compute() }()
            select {
            case n := <-result: return n, nil
            case <-time.After(time.Second): return 0, errLate
            }

            // room for the result
            result := make(chan int, 1)
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override IEnumerable<LintHit> Examine(LintFunction function)
    {
        foreach (var send in function.Nodes.OfType<SendStmt>())
        {
            if (send.Chan is not Ident name || function.Map.FunctionOf(send) is not FuncLit closure || !function.Map.IsGoroutine(closure)) continue;
            if (function.Map.ParentOf(send) is CommClause || ChannelUses.Find(function.File, function.Declaration, name.Name) is not { StaysHere: true, IsUnbuffered: true, Sends.Length: 1, Receives: [var receive] } channel) continue;
            if (function.Map.FunctionOf(receive) != function.Map.FunctionOf(channel.Made) || function.Map.LoopsAround(receive, closure).Any() || function.Map.LoopsAround(send, closure).Any()) continue;
            if (function.Map.FunctionOf(closure) != function.Map.FunctionOf(channel.Made) || WayPast(function, closure, receive) is not { } way) continue;
            yield return new(send, $"the goroutine that sends on {name.Name} waits for ever when {function.Name} leaves at line {function.LineOf(way)}", $"{name.Name} has no buffer, and its only receive, at line {function.LineOf(receive)}, is not reached then") { Mender = new BufferSlot() };
        }
    }

    // Another case of the select in which it is received, or a return between the start and the receive.
    private static Node? WayPast(LintFunction function, FuncLit closure, Node receive)
    {
        var map = function.Map;
        var clause = map.Around(receive).OfType<CommClause>().FirstOrDefault(clause => clause.Comm is { } comm && comm.Pos <= receive.Pos && receive.End <= comm.End);
        if (clause is not null)
        {
            if (map.LoopsAround(clause, map.FunctionOf(clause)).Any()) return null;
            var select = map.Around(clause).OfType<SelectStmt>().First();
            return select.Body.List.OfType<CommClause>().FirstOrDefault(other => other != clause && other.Comm is not null && other.Body.LastOrDefault() is ReturnStmt)?.Body.Last()
                ?? (map.After(select).Any(statement => Receives(statement, receive, function)) ? null : select.Body.List.OfType<CommClause>().FirstOrDefault(other => other != clause && other.Comm is not null));
        }
        return function.Nodes.OfType<ReturnStmt>().FirstOrDefault(way => closure.End < way.Pos && way.End < receive.Pos && map.FunctionOf(way) == map.FunctionOf(receive));
    }

    private static bool Receives(Stmt statement, Node receive, LintFunction function) => statement.Descend().Any(node => node != receive && node is UnaryExpr { Op: GoSyntax.Tokens.Token.Arrow } unary && function.TextOf(unary) == function.TextOf(receive));
}
