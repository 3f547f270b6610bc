using Unpark.Analysis.Sites;
using Unpark.Analysis.WaitFor;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Rules.Deadlocks;

namespace Unpark.Rules.Locks;

internal sealed class ReadLockTwice : DeadlockRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP3004",
        Name: "read-lock-twice",
        Class: FindingClass.Lock,
        Title: "A read lock is taken twice, with a writer between",
        Why: "A waiting writer of a RWMutex keeps new readers out, so that it gets its turn. A goroutine that holds a read lock and takes another one then waits "
            + "behind the writer, and the writer waits for its first read lock.",
        Confirm: "The reader's stack shows two functions that read-lock, one called from the other, and the writer waits for the same lock.",
        Fix: "Read-lock once: call a variant of the inner function that wants the lock held.")
    {
        Example = """
            // lookup read-locks again: a writer in between stops both
            func (c *Cache) Describe() string { c.mu.RLock(); defer c.mu.RUnlock(); return c.Lookup("name") }
            func (c *Cache) Lookup(key string) string { c.mu.RLock(); defer c.mu.RUnlock(); return c.m[key] }

            // the map is read under the one read lock
            func (c *Cache) Describe() string { c.mu.RLock(); defer c.mu.RUnlock(); return c.m["name"] }
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override DeadlockKind Kind => DeadlockKind.ReadTwice;

    internal override string TitleOf(Deadlock deadlock, SiteGroup site)
    {
        var (reader, writer) = (deadlock.Links[0].From, deadlock.Links[1].From);
        return site.Kind == WaitKind.RWMutexWrite
            ? $"Read lock taken twice: {SiteFinding.TitleOf(site)} until a reader leaves, who waits behind it {Words.At(reader.Site)}"
            : $"Read lock taken twice: {SiteFinding.TitleOf(site)}, behind the writer {Words.At(writer.Site)}, and may hold a read lock already";
    }

    internal override string FixOf(Deadlock deadlock, SiteGroup site) =>
        $"Do not read-lock {Words.At(deadlock.Links[0].From.Site)} while holding the read lock: call a variant that wants the lock held, or RUnlock first.";
}
