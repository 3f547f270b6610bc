using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;

namespace Unpark.Linting.Channels;

internal sealed class TimeAfterInLoop : LintRule
{
    // Go 1.23 release notes, "Timer changes": unstopped timers are collected; by the go line of go.mod.
    private static readonly Version CollectsTimers = new(1, 23);

    public override RuleDoc Doc { get; } = new(
        Id: "UP9004",
        Name: "time-after-in-loop",
        Class: FindingClass.Timer,
        Title: "A loop makes a timer in each turn and keeps them all",
        Why: "Before Go 1.23 the timer of time.After stays in memory until it fires. In a select inside a loop each turn makes one more, also when another case wins: with a limit of minutes and "
            + "thousands of turns a second they are many.",
        Confirm: "The go line of go.mod names a version before 1.23, and the loop turns often compared with the time.",
        Fix: "Make one timer before the loop (time.NewTimer) and Reset it in each turn, or say go 1.23 or later in go.mod.")
    {
        Versions = "modules whose go.mod says a version before 1.23: later timers that nobody refers to are collected before they fire",
        Example = """
            // a timer a message
            for { select { case m := <-messages: handle(m); case <-time.After(5 * time.Minute): return } }

            // one timer
            idle := time.NewTimer(5 * time.Minute)
            for { select { case m := <-messages: handle(m); idle.Reset(5 * time.Minute); case <-idle.C: return } }
            """,
        MaxConfidence = Confidence.Suspected,
    };

    internal override IEnumerable<LintHit> Examine(LintFunction function)
    {
        if (function.GoVersion is not { } version || version >= CollectsTimers) yield break;
        foreach (var clause in function.Nodes.OfType<CommClause>())
        {
            if (clause.Comm is not { } comm || After(comm) is not { } after || function.Map.ParentOf(clause) is not BlockStmt { List.Length: > 1 } cases) continue;
            // Where every other case leaves the loop, a turn ends when the timer fires: a pause, not a limit.
            if (cases.List.OfType<CommClause>().Any(other => other.Comm is null) || !cases.List.OfType<CommClause>().Any(other => other != clause && GoesOn(other)) || !function.Map.LoopsAround(clause, function.Map.FunctionOf(clause)).Any() || !IsLong(after)) continue;
            yield return new(after, "each turn of the loop keeps a timer until it fires", $"go.mod says go {version}, and before 1.23 a timer that nobody waits for any more stays until then");
        }
    }

    private static bool GoesOn(CommClause clause) => clause.Body.LastOrDefault() switch
    {
        ReturnStmt => false,
        BranchStmt { Label: not null } => false,
        ExprStmt { X: CallExpr { Fun: Ident { Name: "panic" } } } => false,
        _ => true,
    };

    private static CallExpr? After(Stmt comm) => comm.Descend().OfType<CallExpr>().FirstOrDefault(call => call.Fun is SelectorExpr { X: Ident { Name: "time" }, Sel.Name: "After" });

    // Minutes or hours, as written: shorter ones are gone before they are many.
    private static bool IsLong(CallExpr after) => after.Descend().Any(node => node is SelectorExpr { X: Ident { Name: "time" }, Sel.Name: "Minute" or "Hour" });
}
