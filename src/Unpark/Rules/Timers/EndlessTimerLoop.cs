using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Model;

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

    /// <summary>Above the rules that take the wait for one that never ends.</summary>
    public override int Specificity => 2;

    public static string FixAt(string place) =>
        $"Give the loop around {place} an exit: a timer or ticker in a select with <-ctx.Done(), and return there.";

    /// <summary>The line is taken for a loop that something wakes, and not for a wait that never ends.</summary>
    public static bool Claims(Evidence evidence, SiteGroup site) => WhyLoop(evidence, site) is not null;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { Known: null, Call: null, Site: { } place } || WhyLoop(evidence, site) is not { } why) return null;
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, [why, .. Relatives.Of(evidence, site)], fix: FixAt(Words.Place(place.Frame))) with
        {
            RuledOut = ["a wait that nothing ends: something wakes them, or can"],
            Unknown = site.Kind == WaitKind.Sleep ? [] : ["what wakes them, a ticker or a channel that is still in use: no evidence but the source tells"],
        };
    }

    private static string? WhyLoop(Evidence evidence, SiteGroup site) => site.Kind switch
    {
        WaitKind.Sleep => $"time.Sleep returns by itself: {Cause}",
        WaitKind.Receive or WaitKind.Select when site.Leaked > 0 => null,
        WaitKind.Receive or WaitKind.Select when IsWokenAgain(evidence, site) =>
            "the same line was caught running and waiting: it is woken, works and waits again, as a loop over a ticker does",
        WaitKind.Receive when IsKeptReachable(evidence, site) =>
            "they range over a channel and grow in number, and the runtime's leak profile, which knows all other such leaks, leaves them out: what they wait for is alive, as a ticker is",
        _ => null,
    };

    // Once may be a worker that gets its job just then; in every second look and more it is a loop.
    private static bool IsWokenAgain(Evidence evidence, SiteGroup site)
    {
        const int Looks = 2;
        if (evidence.Run.Length < Looks || site.Kind is not (WaitKind.Receive or WaitKind.Select) || site.Leaked > 0) return false;
        var line = site.Key.WithoutKind;
        var running = evidence.Run.Count(moment => moment.Sites.Any(other => other.Kind == WaitKind.Running && other.Key.WithoutKind == line));
        return running >= Math.Max(Looks, evidence.Run.Length / 2);
    }

    private static bool IsKeptReachable(Evidence evidence, SiteGroup site) =>
        evidence.Run.Any(moment => moment.Moment.Snapshots.Any(snapshot => snapshot.Kind == EvidenceKind.LeakProfile))
        && evidence.Series.Any(series => series.Site.Key == site.Key && (series.Trend.IsGrowing || series.Trend.MayBeGrowing))
        && evidence.Receives.IsRangeOrOk(site);
}
