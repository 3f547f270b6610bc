using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Patches.Reading;

namespace Unpark.Linting.Resources;

internal sealed class CancelThrownAway : LintRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP9020",
        Name: "cancel-thrown-away",
        Class: FindingClass.Context,
        Title: "A context can be cancelled, and its cancel function is thrown away",
        Why: "Nobody can end this context any more before its parent ends: goroutines that wait for it stay, and it stays in its parent's list.",
        Confirm: "The second result of context.WithCancel is assigned to _.",
        Fix: "Keep it, and defer cancel().")
    {
        Example = """
            // nobody can end it
            ctx, _ := context.WithCancel(parent)

            // ends with the function
            ctx, cancel := context.WithCancel(parent)
            defer cancel()
            """,
        MaxConfidence = Confidence.Likely,
    };

    // What main and init make lives as long as the program.
    internal override IEnumerable<LintHit> Examine(LintFunction function)
    {
        if (function.Name is "main" or "init" or "TestMain") yield break;
        foreach (var assign in function.Nodes.OfType<AssignStmt>())
        {
            if (assign is not { Lhs: [Ident { Name: not "_" } context, Ident { Name: "_" }], Rhs: [CallExpr { Fun: SelectorExpr { X: Ident { Name: "context" }, Sel.Name: "WithCancel" or "WithCancelCause" } made }] }) continue;
            yield return new(assign, $"nobody can cancel {context.Name}", $"the cancel function of {function.TextOf(made)} is thrown away");
        }
    }
}
