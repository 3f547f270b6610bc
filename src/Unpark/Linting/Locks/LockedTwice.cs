using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Locks;

namespace Unpark.Linting.Locks;

internal sealed class LockedTwice : LintRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP9010",
        Name: "locked-twice",
        Class: FindingClass.Lock,
        Title: "A function locks what it has locked above",
        Why: "Go's locks know no owner: a goroutine that locks a Mutex it holds waits for itself, for ever. So does one that takes the write lock of an RWMutex while it reads.",
        Confirm: "Between the two lines nothing unlocks.",
        Fix: "Remove the second Lock, or unlock before it.")
    {
        Example = """
            // the second Lock never returns
            c.mu.Lock()
            c.items = nil
            c.mu.Lock()

            // once
            c.mu.Lock()
            c.items = nil
            """,
        MaxConfidence = Confidence.Proven,
    };

    internal override IEnumerable<LintHit> Examine(LintFunction function)
    {
        foreach (var first in function.Nodes.OfType<ExprStmt>())
        {
            if (LockCalls.Taken(first, function.File) is not var (name, unlock)) continue;
            foreach (var next in function.Map.After(first))
            {
                if (LockCalls.Taken((next as ExprStmt)!, function.File) is var (other, otherUnlock) && other == name && (unlock, otherUnlock) != ("RUnlock", "RUnlock"))
                {
                    if (SyncLocks.Has(function, name)) yield return new(next, $"{name} is locked twice: this waits for ever", $"it is held from line {function.LineOf(first)} on, and nothing between gives it back");
                    break;
                }
                if (next is not DeferStmt && (LockSteps.MayGiveBack(function, next, name) || LockSteps.Jumps(next) || MaySet(next, name, function))) break;
            }
        }
    }

    // "for it = it.next ..." and the like: the same words are another lock then.
    private static bool MaySet(Stmt statement, string name, LintFunction function)
    {
        var root = name.Split('.')[0];
        return statement.Descend().OfType<AssignStmt>().Any(assign => assign.Lhs.Any(left => name.StartsWith(function.TextOf(left), StringComparison.Ordinal) || function.TextOf(left) == root));
    }
}
