using Unpark.Analysis.Sites;
using Unpark.Analysis.WaitFor;
using Unpark.Findings;
using Unpark.Rules.Deadlocks;

namespace Unpark.Rules.Locks;

internal sealed class ReentrantLock : DeadlockRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP3002",
        Name: "reentrant-lock",
        Class: FindingClass.Lock,
        Title: "A goroutine locks what it holds already",
        Why: "Go's locks know no owner: a goroutine that locks a Mutex it holds waits for itself, for ever. So does one that takes the write lock of a RWMutex "
            + "while it holds a read lock, and a function given to a Once that calls the same Once.",
        Confirm: "The stack shows two methods of one object, one called from the other: look whether the outer one holds the lock at that call.",
        Fix: "Split the inner method: an exported one that locks, and one that wants the lock held and is called by both.")
    {
        Example = """
            // Total locks what Average holds
            func (c *Cart) Average() int { c.mu.Lock(); defer c.mu.Unlock(); return c.Total() / len(c.items) }
            func (c *Cart) Total() int   { c.mu.Lock(); defer c.mu.Unlock(); return c.sum() }

            // both lock, sum wants the lock held
            func (c *Cart) Average() int { c.mu.Lock(); defer c.mu.Unlock(); return c.sum() / len(c.items) }
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override DeadlockKind Kind => DeadlockKind.Reentrant;

    internal override string TitleOf(Deadlock deadlock, SiteGroup site)
    {
        var waiter = deadlock.Links[0].From;
        return site.Key == waiter.Site.Key
            ? $"Locked twice: {SiteFinding.TitleOf(site)} that {(site.Count == 1 ? "it" : "each")} may hold itself, from {DeadlockWords.OuterOf(waiter)} on"
            : $"{SiteFinding.TitleOf(site)}, behind a goroutine that locked twice {Words.At(waiter.Site)}";
    }

    internal override string FixOf(Deadlock deadlock, SiteGroup site)
    {
        var waiter = deadlock.Links[0].From;
        return $"Let {DeadlockWords.OuterOf(waiter)} call a variant of {DeadlockWords.Function(waiter, waiter.Lock!.Frame)} that wants the lock held and does not lock, or unlock before the call.";
    }
}
