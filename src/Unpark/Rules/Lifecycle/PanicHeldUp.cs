using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Rules.Lifecycle;

internal sealed class PanicHeldUp : Rule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP5006",
        Name: "panic-held-up",
        Class: FindingClass.Lifecycle,
        Title: "A deferred call waits in the middle of a panic",
        Why: "A panic runs the deferred calls before anybody hears of it. When one of them waits (a lock the same goroutine holds, a WaitGroup, a channel), the panic "
            + "stops there: nothing is printed, the program goes on without the goroutine, and whoever waits for it waits too. A deferred call that has recovered and waits "
            + "then looks the same.",
        Confirm: "The stack shows it: a call of panic below the deferred function that waits. The frames below panic are where it began.",
        Fix: "Let deferred calls not wait for others: unlock before the call that can panic, or give the wait in the deferred function a way out.")
    {
        Example = """
            // the panic of use is never printed: Close waits for the lock that Get holds
            func (c *Cache) Get(k string) { defer c.Close(); c.mu.Lock(); use(c.m[k]); c.mu.Unlock() }

            // unlocks first: deferred calls run last in, first out
            func (c *Cache) Get(k string) { defer c.Close(); c.mu.Lock(); defer c.mu.Unlock(); use(c.m[k]) }
            """,
        MaxConfidence = Confidence.Likely,
    };

    public override int Specificity => 2;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var site in evidence.Sites)
        {
            if (!site.Kind.IsBlocked() || PanicOf(evidence, site) is not { } began) continue;
            var held = site.Minutes is not null;
            yield return SiteFinding.Of(
                Doc, site, held ? Confidence.Likely : Confidence.Suspected, Level.Warning, [$"the goroutine panics at {Words.Place(began)} and waits in a deferred call: the panic goes no further"], TitleOf(site, began)) with
            {
                RuledOut = [.. Waits.RuledOut(site, "a deferred call that is only slow")],
                Unknown = [.. Waits.Unknown(site), "the value of the panic, and whether the deferred call has recovered it already: neither is printed before the deferred calls are done"],
            };
        }
    }

    private static string TitleOf(SiteGroup site, Frame began) =>
        $"{SiteFinding.TitleOf(site)} in the middle of a panic that began at {Words.Place(began)}";

    // The user's frame below the panic, when a user's frame above it waits. A nil pointer shows as panicmem and sigpanic between them.
    private static Frame? PanicOf(Evidence evidence, SiteGroup site)
    {
        var waits = false;
        var panics = false;
        foreach (var frame in site.Stack.Frames)
        {
            if (frame.Function is "panic" or "runtime.gopanic") panics = waits;
            else if (!evidence.Frames[frame].IsUsers) continue;
            else if (panics) return frame;
            else waits = true;
        }
        return null;
    }
}
