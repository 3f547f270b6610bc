using System.Globalization;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Locks;

internal sealed class LockWaitedForMinutes : Rule
{
    // Locks are held for microseconds; a waiter that starves gets a Mutex handed over after a millisecond (starvation mode).
    private const int LikelyMinutes = 2;

    public override RuleDoc Doc { get; } = new(
        Id: "UP3001",
        Name: "lock-waited-for-minutes",
        Class: FindingClass.Lock,
        Title: "A lock is waited for during minutes",
        Why: "A lock that is waited for during minutes has a holder that does not let go: a path that returns or panics (and is recovered) without Unlock, "
            + "a holder that is itself stuck on a channel, a network call or another lock, or a goroutine that locks what it already holds.",
        Confirm: "Take a second traceback: the same goroutines (ids) wait at the same line, and those with the same lock address wait for one lock. "
            + "Look for the goroutine that is inside the code between Lock and Unlock. The mutex profile does not show it: it counts waits that ended.",
        Fix: "Unlock by defer right after Lock; do nothing that can wait while holding the lock; take several locks in one order everywhere; "
            + "do not call a method that locks from one that holds the lock.")
    {
        Example = """
            // keeps the lock when fetch fails
            c.mu.Lock()
            v, err := fetch(key)
            if err != nil { return nil, err }
            c.m[key] = v
            c.mu.Unlock()

            // waits without the lock, and unlocks on every path
            v, err := fetch(key)
            if err != nil { return nil, err }
            c.mu.Lock()
            defer c.mu.Unlock()
            c.m[key] = v
            """,
        Versions = "all; up to Go 1.19 a traceback calls the state semacquire",
        MaxConfidence = Confidence.Likely,
    };

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var site in evidence.Sites.Where(site => site.Kind.IsLock()))
        {
            var survived = evidence.Survivors?.At(site) ?? 0;
            if (site.WaitedFor(1) == 0 && survived == 0) continue;

            var isLikely = site.Minutes?.Max >= LikelyMinutes || (survived > 0 && site.WaitedFor(1) > 0);
            yield return SiteFinding.Of(
                Doc,
                site,
                isLikely ? Confidence.Likely : Confidence.Suspected,
                isLikely ? Level.Warning : Level.Note,
                Reasons(evidence, site, survived),
                TitleOf(site));
        }
    }

    private static string TitleOf(SiteGroup site) =>
        SiteFinding.TitleOf(site) + (site.Minutes is { Max: var minutes } ? $" for {Words.AtLeast(minutes)}" : "");

    private static IEnumerable<string> Reasons(Evidence evidence, SiteGroup site, long survived)
    {
        if (site.WaitedFor(1) is var waited and > 0)
            yield return $"{Words.Part(waited, site.Count)} waited a minute or longer; printed minutes are lower bounds, they count from the first garbage collection that saw the wait";
        if (survived > 0) yield return $"{Words.Goroutines(survived)} of the first moment still {(survived == 1 ? "waits" : "wait")} here: no turnover";
        foreach (var reason in LockReasons(evidence, site)) yield return reason;
        yield return LockPicture.MayHoldItself(site, evidence.Frames)
            ? "the goroutine is inside two methods of the same type: it may wait for a lock that it holds itself"
            : Advice.CauseOf(site);
    }

    private static IEnumerable<string> LockReasons(Evidence evidence, SiteGroup site)
    {
        var picture = new LockPicture(site, evidence.Sites, evidence.Frames);
        var locks = picture.Locks;
        if (locks is [var one]) yield return $"all of them with a printed address wait for the same lock, {Address(one.Address)}";
        else if (locks.Length > 1) yield return $"they wait for {locks.Length} different locks, most ({Words.Number(locks[0].Waiters)}) for {Address(locks[0].Address)}";

        foreach (var other in picture.OthersWaiting)
            yield return $"{SiteFinding.TitleOf(other)}: the same lock";
        foreach (var holder in picture.MayHold())
            yield return $"{SiteFinding.TitleOf(holder)} inside the same type: may hold it";
    }

    private static string Address(ulong address) => "0x" + address.ToString("x", CultureInfo.InvariantCulture);
}
