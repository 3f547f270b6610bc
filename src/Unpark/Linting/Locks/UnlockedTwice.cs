using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Locks;

namespace Unpark.Linting.Locks;

internal sealed class UnlockedTwice : LintRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP9012",
        Name: "unlocked-twice",
        Class: FindingClass.Lock,
        Title: "A function unlocks, and its defer unlocks again",
        Why: "Unlocking a Mutex that is not locked ends the program: fatal error, which no recover stops. A deferred Unlock runs on every way out, also on one that has unlocked by itself.",
        Confirm: "On the way from the Unlock to the return nothing locks again.",
        Fix: "Remove the Unlock: the defer is enough.")
    {
        Example = """
            // fatal error: sync: unlock of unlocked mutex
            mu.Lock()
            defer mu.Unlock()
            if done { mu.Unlock(); return }

            // the defer is enough
            if done { return }
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override IEnumerable<LintHit> Examine(LintFunction function)
    {
        foreach (var deferred in function.Nodes.OfType<DeferStmt>())
        {
            if (deferred.Call is not { Args.IsEmpty: true, Fun: SelectorExpr { Sel.Name: "Unlock" or "RUnlock" } released }) continue;
            var (name, unlock) = (function.TextOf(released.X), released.Sel.Name);
            foreach (var rest in function.Map.After(deferred))
            {
                foreach (var given in rest.Descend(node => node is not FuncLit).OfType<ExprStmt>().Where(statement => LockCalls.IsGivenBack(statement, name, unlock, function.File)))
                {
                    if (function.Map.After(given) is [ReturnStmt way] && !MayLock(way) && SyncLocks.Has(function, name))
                        yield return new(given, $"{name} is unlocked here, and again by the defer of line {function.LineOf(deferred)}", "the return behind it runs the defer, and a second unlock ends the program");
                }
            }
        }
    }

    private static bool MayLock(ReturnStmt way) => way.Descend().Any(node => node is CallExpr);
}
