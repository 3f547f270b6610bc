using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;
using Unpark.Model;

namespace Unpark.Rules.Lifecycle;

internal sealed class RuntimeProof : Rule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP0001",
        Name: "runtime-proof",
        Class: FindingClass.Lifecycle,
        Title: "The runtime proved that goroutines can never go on",
        Why: "When asked for the goroutineleak profile, the runtime runs a garbage collection in which blocked goroutines keep nothing alive. "
            + "A goroutine that waits for a channel or lock which nothing else can reach then stays unmarked: nothing will ever wake it, "
            + "and its stack and all it holds stay in memory until the process ends.",
        Confirm: "Ask again: curl http://HOST/debug/pprof/goroutineleak?debug=1 lists only proven goroutines. Absence proves nothing: goroutines that wait "
            + "for something a global variable or a running goroutine can reach, and a closure that sends a captured value, are never listed.",
        Fix: "Make the wait end on every path of its partner: receive every value or give the channel room, close what is ranged over, "
            + "select on ctx.Done() beside the operation, unlock by defer, call Done by defer.")
    {
        Example = """
            // leaks when the caller returns at the timeout
            ch := make(chan int)
            go func() { ch <- compute() }()
            select {
            case v := <-ch: use(v)
            case <-ctx.Done(): return ctx.Err()
            }

            // does not: the send finds room whether or not anybody receives
            ch := make(chan int, 1)
            """,
        Versions = "Go 1.27, or 1.26 built with GOEXPERIMENT=goroutineleakprofile: older runtimes have no such profile",
    };

    public override int Specificity => 0;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        if (evidence.Facts.LastOrDefault(facts => facts.Sites.Any(site => site.Leaked > 0)) is not { } proof) yield break;

        var source = proof.Moment.Snapshots.Any(snapshot => snapshot.Kind == EvidenceKind.LeakProfile) ? "goroutineleak profile" : "marked (leaked) in the traceback";
        var latest = evidence.Sites.ToLookup(site => site.Key);
        foreach (var proven in proof.Sites.Where(site => site.Leaked > 0 && !IsToldByReader(site, proof.Sites)))
        {
            var site = AsOfNow(proven, latest[proven.Key].FirstOrDefault(site => site.IsMain == proven.IsMain));
            yield return SiteFinding.Of(Doc, site, Confidence.Proven, Level.Error, Reasons(site, source)) with
            {
                RuledOut = ["a partner that is slow or idle: nothing that can still run reaches what they wait for"],
                Unknown = [.. Waits.Unknown(site), .. Unproven(site)],
            };
        }
    }

    // The two goroutines of a client connection are stuck for one reason, and the reader's state tells it.
    private static bool IsToldByReader(SiteGroup site, IEnumerable<SiteGroup> sites) =>
        HttpClientConnection.IsWriter(site.Known) && sites.Any(other => HttpClientConnection.IsUnreadBody(other.Known, other.Kind) && other.Leaked >= site.Leaked);

    // What was proven stays so: a later moment only knows more of it, as creators and newcomers.
    private static SiteGroup AsOfNow(SiteGroup proven, SiteGroup? latest) =>
        latest is null ? proven : latest with { Leaked = Math.Max(latest.Leaked, Math.Min(proven.Leaked, latest.Count)) };

    private static IEnumerable<string> Reasons(SiteGroup site, string source)
    {
        yield return site.Leaked == site.Count
            ? $"the runtime found that nothing can ever wake {(site.Count == 1 ? "it" : "them")} ({source})"
            : $"the runtime found that nothing can ever wake {Words.Number(site.Leaked)} of them ({source}); the other {Words.Number(site.Count - site.Leaked)} are not proven";
        yield return Advice.CauseOf(site);
    }

    private static IEnumerable<string> Unproven(SiteGroup site)
    {
        if (site.Leaked < site.Count)
            yield return $"whether the other {Words.Number(site.Count - site.Leaked)} are stuck too: the profile leaves out what a global variable or a running goroutine can reach, and can miss some at the first request";
    }
}
