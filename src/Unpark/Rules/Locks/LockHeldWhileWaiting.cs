using Unpark.Analysis.Sites;
using Unpark.Analysis.WaitFor;
using Unpark.Findings;
using Unpark.Rules.Deadlocks;

namespace Unpark.Rules.Locks;

internal sealed class LockHeldWhileWaiting : DeadlockRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP3005",
        Name: "lock-held-while-waiting",
        Class: FindingClass.Lock,
        Title: "Whoever holds the lock waits for the outside world",
        Why: "A lock is held during a network call, a sleep or a system call that does not end: everybody who needs the lock waits as long as that.",
        Confirm: "Look whether the goroutine named in the reasons is between Lock and Unlock. A second traceback shows whether it moves.",
        Fix: "Do not wait while holding a lock, and give the wait an end: a deadline, a context.")
    {
        Example = """
            // everybody waits as long as the server
            c.mu.Lock()
            c.last, err = fetch(url)
            c.mu.Unlock()

            // asks without the lock, and not for ever
            last, err := fetch(ctx, url)
            c.mu.Lock()
            c.last = last
            c.mu.Unlock()
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override DeadlockKind Kind => DeadlockKind.HeldWhileWaiting;

    internal override string TitleOf(Deadlock deadlock, SiteGroup site)
    {
        var (waiter, holder) = (deadlock.Links[0].From, deadlock.Links[0].To!);
        return site.Key == holder.Site.Key
            ? $"Waits under a lock: {SiteFinding.TitleOf(site)}, inside code whose lock is waited for {Words.At(waiter.Site)}"
            : $"Lock held while waiting: {SiteFinding.TitleOf(site)}, whose holder {Words.Do(holder.Site, 1)} {Words.At(holder.Site)}";
    }

    internal override string FixOf(Deadlock deadlock, SiteGroup site) =>
        $"Unlock before the wait {Words.At(deadlock.Links[0].To!.Site)}, and give that wait an end: a deadline, or a context that somebody cancels.";
}
