using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Reading;

namespace Unpark.Linting.Channels;

internal sealed class NeverClosedChannel : LintRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP9003",
        Name: "never-closed-channel",
        Class: FindingClass.Channel,
        Title: "A goroutine ranges over a channel that nobody closes",
        Why: "A range over a channel ends when the channel is closed. Here the function that makes the channel sends to it, closes it on no way, and gives it to nobody who could.",
        Confirm: "Look for a close of the channel: there is none.",
        Fix: "Close the channel behind the last send; with several ways out, by defer.")
    {
        Example = """
            // the workers never end
            for _, job := range jobs { work <- job }

            // they end when all is done
            for _, job := range jobs { work <- job }
            close(work)
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override IEnumerable<LintHit> Examine(LintFunction function)
    {
        foreach (var range in function.Nodes.OfType<RangeStmt>())
        {
            if (range.X is not Ident name || function.Map.FunctionOf(range) is not FuncLit closure || !function.Map.IsGoroutine(closure)) continue;
            if (range.Body.Descend(node => node is not FuncLit).Any(node => node is ReturnStmt or BranchStmt or CallExpr { Fun: Ident { Name: "panic" } })) continue;
            if (ChannelUses.Find(function.File, function.Declaration, name.Name) is not { StaysHere: true, Closes.IsEmpty: true, Sends.IsEmpty: false } channel) continue;
            // Senders that go on for ever need no close; those of the function itself end with it.
            if (channel.Sends.Any(send => function.Map.FunctionOf(send) != function.Map.FunctionOf(channel.Made) || IsEndless(send, function))) continue;
            yield return new(range, $"the goroutine that ranges over {name.Name} never ends", $"{name.Name}, made at line {function.LineOf(channel.Made)}, is known in {function.Name} alone, and nothing there closes it");
        }
    }

    private static bool IsEndless(SendStmt send, LintFunction function) =>
        function.Map.LoopsAround(send, function.Map.FunctionOf(send)).Any(loop => loop is ForStmt { Cond: null });
}
