using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Reading;

namespace Unpark.Linting.Locks;

internal sealed class AddInGoroutine : LintRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP9013",
        Name: "add-in-goroutine",
        Class: FindingClass.WaitGroup,
        Title: "A goroutine adds itself to the WaitGroup that is waited for",
        Why: "The goroutine may run after Wait has looked: Wait finds nothing to wait for and returns, and the goroutine is left to itself.",
        Confirm: "Nothing before Wait makes sure that the goroutine has come to its Add.",
        Fix: "Call Add before the go statement; from Go 1.25 on, wg.Go does both.")
    {
        Example = """
            // Wait may come first
            go func() { wg.Add(1); defer wg.Done(); work() }()
            wg.Wait()

            // counted before it starts
            wg.Add(1)
            go func() { defer wg.Done(); work() }()
            wg.Wait()
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override IEnumerable<LintHit> Examine(LintFunction function)
    {
        foreach (var go in function.Nodes.OfType<GoStmt>())
        {
            if (go.Call.Fun is not FuncLit { Body.List: [ExprStmt first, ..] } closure || first.X is not CallExpr { Args: [_], Fun: SelectorExpr { Sel.Name: "Add", X: Ident group } }) continue;
            if (LocalVariable.Find(function.Declaration, group.Name) is not { } variable || !IsWaitGroup(variable) || variable.Declared.Pos > go.Pos) continue;
            var others = variable.Uses.Where(use => use.Pos < closure.Pos || use.Pos > closure.End).ToList();
            // One that is also counted outside is kept open by that.
            if (others.Exists(use => function.Map.ParentOf(use) is not SelectorExpr { Sel.Name: "Wait" or "Done" }) || !others.Exists(use => IsWaitBehind(use, go, function.Map))) continue;
            yield return new(first, $"Wait may return before this Add is reached", $"{group.Name}.Wait, in {function.Name}, does not wait for goroutines that have not counted themselves yet");
        }
    }

    private static bool IsWaitGroup(LocalVariable variable) =>
        variable.Type is SelectorExpr { X: Ident { Name: "sync" }, Sel.Name: "WaitGroup" }
        || variable.Value is CompositeLit { Type: SelectorExpr { X: Ident { Name: "sync" }, Sel.Name: "WaitGroup" } };

    private static bool IsWaitBehind(Ident use, GoStmt go, SyntaxMap map) => use.Pos > go.End && map.ParentOf(use) is SelectorExpr { Sel.Name: "Wait" };
}
