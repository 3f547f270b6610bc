using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Patches.Locks;
using Unpark.Patches.Reading;

namespace Unpark.Linting.Locks;

internal sealed class LockKeptOnReturn : LintRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP9011",
        Name: "lock-kept-on-return",
        Class: FindingClass.Lock,
        Title: "One way out of a function keeps a lock that the others give back",
        Why: "A function locks, and unlocks before it returns; but one return in between comes without the unlock. Who wants the lock after that waits for ever.",
        Confirm: "Read the function from the Lock to that return: nothing unlocks.",
        Fix: "Unlock by defer right after the Lock, or before that return, too.")
    {
        Example = """
            // the early return keeps the lock
            a.mu.Lock()
            if a.balance < amount { return errOverdrawn }
            a.balance -= amount
            a.mu.Unlock()

            // every way out gives it back
            a.mu.Lock()
            defer a.mu.Unlock()
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override IEnumerable<LintHit> Examine(LintFunction function)
    {
        foreach (var taken in function.Nodes.OfType<ExprStmt>())
        {
            if (LockCalls.Taken(taken, function.File) is not var (name, unlock) || function.Map.FunctionOf(taken) is not { } home) continue;
            var body = SyntaxMap.BodyOf(home)!;
            var statements = body.Descend(node => node is not FuncLit).OfType<Stmt>().ToList();
            // More than one pair, a defer, a jump: who wrote that knows more than names tell.
            if (statements.Exists(statement => statement is DeferStmt && LockSteps.MayGiveBack(function, statement, name)) || statements.Exists(statement => statement is BranchStmt or LabeledStmt)) continue;
            if (statements.Count(statement => LockCalls.Taken(statement, function.File) is var (other, _) && other == name) != 1) continue;
            var rest = function.Map.After(taken);
            var last = rest.FirstOrDefault(statement => LockCalls.IsGivenBack(statement, name, unlock, function.File));
            if (last is null || Kept(function, rest, last, name) is not { } way || !SyncLocks.Has(function, name)) continue;
            yield return new(way, $"{function.Name} returns here with {name} locked", $"it is locked at line {function.LineOf(taken)}, and the way past line {function.LineOf(last)} gives it back");
        }
    }

    // A return before the unlock, with nothing above it, at any depth, that might give the lock back.
    private static ReturnStmt? Kept(LintFunction function, IEnumerable<Stmt> rest, Stmt last, string name)
    {
        foreach (var statement in rest.TakeWhile(statement => statement != last))
        {
            foreach (var way in statement.Descend(node => node is not FuncLit).OfType<ReturnStmt>())
            {
                if (!MayHaveGivenBack(function, way, statement, name)) return way;
            }
            if (LockSteps.MayGiveBack(function, statement, name)) return null;
        }
        return null;
    }

    private static bool MayHaveGivenBack(LintFunction function, ReturnStmt way, Stmt within, string name)
    {
        if (LockSteps.MayGiveBack(function, way, name)) return true;
        for (Node node = way; node != within; node = function.Map.ParentOf(node)!)
        {
            if (node is Stmt statement && function.Map.ListOf(statement).TakeWhile(above => above != statement).Any(above => LockSteps.MayGiveBack(function, above, name))) return true;
            if (node is IfStmt { Cond: var condition, Init: var init } && (LockSteps.MayGiveBack(function, condition, name) || (init is not null && LockSteps.MayGiveBack(function, init, name)))) return true;
        }
        return within is IfStmt { Cond: var outer, Init: var before } && (LockSteps.MayGiveBack(function, outer, name) || (before is not null && LockSteps.MayGiveBack(function, before, name)));
    }
}
