using Unpark.Analysis.Sites;
using Unpark.Analysis.WaitFor;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Deadlocks;

internal sealed class PartialDeadlock : DeadlockRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP7004",
        Name: "partial-deadlock",
        Class: FindingClass.Deadlock,
        Title: "Goroutines wait for each other over a lock and a channel or WaitGroup",
        Why: "A goroutine waits for a channel, a WaitGroup or a Cond while it holds a lock, and whoever should wake it needs that lock first. The rest of the "
            + "program goes on, so the runtime's own check (\"all goroutines are asleep\") stays silent.",
        Confirm: "Read the functions named in the reasons: is the lock still held at the channel operation, and does the other goroutine take it before it receives, "
            + "sends, closes or calls Done?",
        Fix: "Do not wait while holding a lock: copy what is needed under the lock, Unlock, then send, receive or Wait.")
    {
        Example = """
            // listen wants h.mu before it receives
            h.mu.Lock()
            defer h.mu.Unlock()
            h.events <- event

            // sends without the lock
            h.mu.Lock()
            events := h.events
            h.mu.Unlock()
            events <- event
            """,
        MaxConfidence = Confidence.Likely,
    };

    internal override DeadlockKind Kind => DeadlockKind.Mixed;

    internal override string TitleOf(Deadlock deadlock, SiteGroup site) => $"Deadlock of {Objects(deadlock)}: {SiteFinding.TitleOf(site)}{Rest(deadlock, site)}";

    internal override string FixOf(Deadlock deadlock, SiteGroup site)
    {
        var (wait, wanted) = (deadlock.Links.Select(link => link.From).FirstOrDefault(party => party.Lock is null), deadlock.Links.Select(link => link.From).FirstOrDefault(party => party.Lock is not null));
        if (wait is null || wanted is null) return Advice.FixOf(site);
        return $"Unlock before the wait {Words.At(wait.Site)}: copy under the lock what is needed, then {Verb(wait.Kind)}. Or do without the lock {Words.At(wanted.Site)} until the other has gone on.";
    }

    // "a lock and a channel", what the deadlock's first goroutines wait for.
    private static string Objects(Deadlock deadlock)
    {
        var kinds = deadlock.Links.Select(link => link.From).Concat(deadlock.Links.Select(link => link.To).OfType<Party>()).Select(party => NameOf(party.Kind)).Distinct(StringComparer.Ordinal).Take(2).ToList();
        return string.Join(" and ", kinds);
    }

    private static string Rest(Deadlock deadlock, SiteGroup site)
    {
        if (deadlock.Links.FirstOrDefault(link => link.From.Site.Key == site.Key) is not { To: { } to } link) return "";
        return link.From.Lock is not null
            ? $", whose holder {Words.Do(to.Site, 1)} {Words.At(to.Site)}"
            : $", while {(to.Lock is not null ? "another" : "its partner")} {Words.Do(to.Site, 1)} {Words.At(to.Site)}";
    }

    private static string NameOf(WaitKind kind) => kind switch
    {
        _ when kind.IsLock() => "a lock",
        WaitKind.WaitGroup => "a WaitGroup",
        WaitKind.Cond => "a Cond",
        _ => "a channel",
    };

    private static string Verb(WaitKind kind) => kind switch
    {
        WaitKind.Send => "send",
        WaitKind.Receive => "receive",
        WaitKind.WaitGroup or WaitKind.Cond => "Wait",
        _ => "wait",
    };
}
