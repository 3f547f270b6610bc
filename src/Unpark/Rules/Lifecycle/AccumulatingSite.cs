using Unpark.Analysis;
using Unpark.Analysis.Ages;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Lifecycle;

internal sealed class AccumulatingSite : Rule
{
    // Younger programs still fill their pools and caches, and work of ten minutes has not ended yet.
    private const int OldEnough = 15;
    private const int Many = 20;

    public override RuleDoc Doc { get; } = new(
        Id: "UP6003",
        Name: "accumulating-site",
        Class: FindingClass.Growth,
        Title: "Since the program began, goroutines came to one line and none left",
        Why: "Work that ends takes its goroutines with it, so old ones are rare among those that wait at a line. Where the ages spread evenly from now "
            + "back to the start of the process, every goroutine that ever came is still there.",
        Confirm: "Take a second traceback some minutes later: the same ids are still there, and new ones beside them. A pool has equal ages; "
            + "connections that clients keep open wait for I/O and end when the clients go.",
        Fix: "Find what should end the wait at that line, and why it never happens.")
    {
        Example = """
            // one goroutine more for each call whose caller gives up
            func Lookup(ctx context.Context, key string) (string, error) {
                found := make(chan string)            // make(chan string, 1) lets the sender end
                go func() { found <- slowLookup(key) }()
                select {
                case value := <-found: return value, nil
                case <-ctx.Done(): return "", ctx.Err()
                }
            }
            """,
        Versions = "all; the runtime prints ages in tracebacks (debug=2, SIGQUIT, a crash) and not in profiles, and takes them away from goroutines it has found leaked",
        MaxConfidence = Confidence.Likely,
    };

    public override int Specificity => 0;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var site in evidence.Sites)
        {
            if (IsExpected(site) || Arrivals.Of(site) is not { Shape: ArrivalShape.Accumulating } arrivals) continue;
            var doubts = Doubts(evidence, site, arrivals).ToList();
            var (confidence, level) = doubts.Count == 0 ? (Confidence.Likely, Level.Warning) : (Confidence.Suspected, Level.Note);
            yield return SiteFinding.Of(Doc, site, confidence, level, Reasons(site, arrivals), TitleOf(site, arrivals)) with
            {
                RuledOut = [.. Innocent(arrivals)],
                Unknown = [.. doubts],
            };
        }
    }

    private static bool IsExpected(SiteGroup site) =>
        site.IsMain || site.IsObserver || site.Kind.IsRuntimes() || site.Known is { Verdict: KnownVerdict.Background } || HttpClientConnection.IsWriter(site.Known);

    // What healthy programs also show; each is a reason to say less.
    private static IEnumerable<string> Doubts(Evidence evidence, SiteGroup site, Arrivals arrivals)
    {
        if (!arrivals.SinceStart)
            yield return $"whether they ever leave: none has waited for more than {Words.Count(arrivals.OldestMinutes, "minute")} and {AgeReasons.ProgramAge(arrivals)}; work that takes so long looks the same";
        else if (arrivals.ProgramMinutes < OldEnough)
            yield return $"whether they ever leave: {AgeReasons.ProgramAge(arrivals)}; look again when it is older";
        if (site.Count < Many) yield return $"whether {Words.Number(site.Count)} are more than the program needs";
        if (site.Kind is WaitKind.IO or WaitKind.Semaphore or WaitKind.Syscall)
            yield return "whether the other side still lives: connections that clients keep open for long have such ages too";
        else if (RequestHandlers.Serves(site.Stack))
            yield return "whether the clients still wait for their answers: requests that are kept open, as streams are, have such ages too";
        else if (ConnectionsBeside(evidence, site) is { } connections)
            yield return $"whether each belongs to an open connection: about as many ({Words.Number(connections.Count)}) wait for I/O {Words.At(connections)}, with ages alike";
        if (site.Kind is WaitKind.Sleep or WaitKind.Running) yield return "whether they are the same: a loop that runs again and again begins a new wait each time";
        if (Stands(evidence, site, arrivals)) yield return "why their number did not grow while it was watched: as many leave as come";
    }

    private static SiteGroup? ConnectionsBeside(Evidence evidence, SiteGroup site) => evidence.Sites.FirstOrDefault(other =>
        other.Kind == WaitKind.IO && other.Count >= 0.8 * site.Count && other.Count <= 1.25 * site.Count && Arrivals.Of(other) is { Shape: ArrivalShape.Accumulating });

    // Watched for long enough that the rate must have shown.
    private static bool Stands(Evidence evidence, SiteGroup site, Arrivals arrivals)
    {
        var series = evidence.Series.FirstOrDefault(series => series.Site.Key.WithoutKind == site.Key.WithoutKind);
        if (series is null || series.Counts.Length < 5 || series.Hours.IsEmpty) return false;
        var expected = arrivals.PerHour!.Low * series.Hours[^1];
        return expected >= 10 && series.Counts[^1] - series.Counts[0] < expected / 4;
    }

    private static string TitleOf(SiteGroup site, Arrivals arrivals) =>
        $"{SiteFinding.TitleOf(site)}, and the longer the program runs, the more: {Rate.Of(arrivals.PerHour!.PerHour, null, null)}";

    private static IEnumerable<string> Reasons(SiteGroup site, Arrivals arrivals)
    {
        yield return $"ages of every length, up to {Words.Count(arrivals.OldestMinutes, "minute")}: {Words.Number(arrivals.Later)} came one after another and are all still here";
        if (arrivals.SinceStart) yield return $"the oldest is as old as the program, as far as the dump knows: nobody left since it began ({Words.AtLeast(arrivals.ProgramMinutes)})";
        yield return Advice.CauseOf(site);
    }

    private static IEnumerable<string> Innocent(Arrivals arrivals)
    {
        yield return "a pool: its goroutines start together and are of one age";
        yield return "a burst: the ages do not cluster";
        if (arrivals.SinceStart) yield return "goroutines that come and go: then old ones would be rare";
    }
}
