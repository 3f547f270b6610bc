using Unpark.Analysis.Sites;
using Unpark.Analysis.WaitFor;
using Unpark.Findings;
using Unpark.Rules.Deadlocks;

namespace Unpark.Rules.Locks;

internal sealed class LockLeftLocked : DeadlockRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP3006",
        Name: "lock-left-locked",
        Class: FindingClass.Lock,
        Title: "A lock is waited for that nobody is left to unlock",
        Why: "Whoever holds a lock is inside the code around it. When no goroutine is, the holder has left without Unlock: an early return, a panic that was "
            + "recovered, a goroutine that ended. Or the waiting goroutine locked it itself, earlier in the same function.",
        Confirm: "Look at every function that takes this lock: which way out has no Unlock? Does one take it twice?",
        Fix: "Unlock by defer right after Lock.")
    {
        Example = """
            // the early return keeps the lock
            a.mu.Lock()
            if a.balance < amount { return errOverdrawn }
            a.balance -= amount
            a.mu.Unlock()

            // every way out unlocks
            a.mu.Lock()
            defer a.mu.Unlock()
            """,
        MaxConfidence = Confidence.Likely,
    };

    // UP3001 says since when; what this rule knows are reasons for that.
    public override int Specificity => 1;

    internal override DeadlockKind Kind => DeadlockKind.LeftLocked;

    internal override string TitleOf(Deadlock deadlock, SiteGroup site) => deadlock.Doubtful.IsEmpty
        ? $"Lock left locked: {SiteFinding.TitleOf(site)}, and nobody is left to unlock it"
        : $"Lock left locked, or locks in different order: {SiteFinding.TitleOf(site)}, and who may hold it waits {Words.At(deadlock.Doubtful[0].Site)}";

    internal override string FixOf(Deadlock deadlock, SiteGroup site) =>
        $"Unlock by defer right after each Lock of what is waited for {Words.At(site)}: some way out keeps it (an early return, a recovered panic), or a function takes it twice."
        + (deadlock.Doubtful.IsEmpty ? "" : " If it is held while another lock is waited for, take the two in one order everywhere.");
}
