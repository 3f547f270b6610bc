using Unpark.Analysis;
using Unpark.Findings;
using Unpark.Knowledge;

namespace Unpark.Rules.Timers;

internal sealed class EndlessTimerLoop : CauseRule
{
    public const string Cause = "a loop of sleeps has no exit";

    public override RuleDoc Doc { get; } = new(
        Id: "UP2002",
        Name: "endless-timer-loop",
        Class: FindingClass.Timer,
        Title: "A loop over sleeps or ticks has no way out",
        Why: "A goroutine that polls, sleeps or ticks in a loop wakes up again and again and never ends by itself, long after those it works for are gone. "
            + "The runtime cannot prove it leaked: it is woken. Stopping the ticker does not end it either: Stop does not close the channel, and the loop waits for ever.",
        Confirm: "Read the loop: which statement returns, and who makes it? The number of such goroutines grows with the number of calls that start one.",
        Fix: "Select on the ticker together with ctx.Done(), and return there; defer ticker.Stop().")
    {
        Example = """
            // beats for ever
            go func() { for range time.NewTicker(time.Second).C { beat() } }()

            // ends with the session
            go func() {
                ticker := time.NewTicker(time.Second)
                defer ticker.Stop()
                for {
                    select {
                    case <-ticker.C: beat()
                    case <-ctx.Done(): return
                    }
                }
            }()
            """,
        Versions = "all; a ticker that is never stopped keeps itself alive up to Go 1.22, from 1.23 on it is collected with the last one who refers to it",
    };

    /// <summary>Woken again and again says why: above the rules that take the wait for one that never ends.</summary>
    public override int Specificity => 2;

    public static string FixAt(string place) =>
        $"Give the loop around {place} an exit: a timer or ticker in a select with <-ctx.Done(), and return there.";

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { Known: null, Call: null, Site: { } place } || !(site.Kind == WaitKind.Sleep || IsWokenAgain(evidence, site))) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, Reasons(evidence, site), fix: FixAt(Words.Place(place.Frame))) with
        {
            RuledOut = ["a wait that nothing ends: they wake up, and wait again"],
            Unknown = site.Kind == WaitKind.Sleep ? [] : ["what wakes them, a ticker or a channel that is still fed: no evidence but the source tells"],
        };
    }

    private static IEnumerable<string> Reasons(Evidence evidence, SiteGroup site)
    {
        yield return site.Kind == WaitKind.Sleep
            ? "time.Sleep returns by itself: what stays is a loop around it"
            : "the same line was caught running and waiting: it is woken, works and waits again, as a loop over a ticker does";
        foreach (var reason in Relatives.Of(evidence, site)) yield return reason;
        yield return site.Kind == WaitKind.Sleep ? Cause : "a loop that is still fed ends when somebody tells it to, or never";
    }

    // Once may be a worker that gets its job just then; in every second look and more it is a loop.
    private static bool IsWokenAgain(Evidence evidence, SiteGroup site)
    {
        if (site.Kind is not (WaitKind.Receive or WaitKind.Select) || site.Leaked > 0) return false;
        var line = site.Key.WithoutKind;
        var running = evidence.Run.Count(moment => moment.Sites.Any(other => other.Kind == WaitKind.Running && other.Key.WithoutKind == line));
        return running >= Math.Max(2, evidence.Run.Length / 2);
    }
}
