using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Lifecycle;

internal sealed class UnboundedSpawning : CauseRule
{
    private const int Many = 20;

    public override RuleDoc Doc { get; } = new(
        Id: "UP5004",
        Name: "unbounded-spawning",
        Class: FindingClass.Lifecycle,
        Title: "More goroutines are started than get through",
        Why: "One goroutine is started for each event, and all go through something that serves a few at a time: a semaphore, a lock, a slow backend. "
            + "Nobody is stuck: those in front get through. But when events come faster, the queue is made of goroutines, and it has no bound.",
        Confirm: "Two tracebacks a minute apart show different ids in front, and more of them behind. The leak profile of Go 1.27 lists none: they can go on.",
        Fix: "Bound how many are started: take the slot before the go statement, use a fixed number of workers, or refuse work that comes too fast.")
    {
        Example = """
            // the queue is made of goroutines
            for e := range events {
                go func(e Event) { slots <- struct{}{}; index(e); <-slots }(e)
            }

            // the producer waits for a slot before it starts one more
            for e := range events {
                slots <- struct{}{}
                go func(e Event) { defer func() { <-slots }(); index(e) }(e)
            }
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site.Leaked > 0 || site.Count < Many || !IsQueue(site.Kind) || site is not { Known: null, Site: { } place, CreatedBy: { } creator }) return null;
        var ahead = Ahead(evidence, site);
        if (ahead == 0 || ahead * 2 > site.Count) return null;

        var fix = $"Bound how many are started at {Words.Place(creator)}: take the slot that {Words.Place(place.Frame)} waits for before the go statement, or use a fixed number of workers, and refuse or delay what comes too fast.";
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, Reasons(evidence, site, ahead), fix: fix) with
        {
            RuledOut = [$"a partner that is gone: {Words.Number(ahead)} of the same kind {(ahead == 1 ? "is" : "are")} past this line and at work"],
            Unknown = [.. Waits.Unknown(site), "whether the queue will empty when the rush is over: look again, or watch it (--for 60s)"],
        };
    }

    private static bool IsQueue(WaitKind kind) =>
        kind is WaitKind.Send or WaitKind.Receive or WaitKind.Select or WaitKind.Semaphore || kind.IsLock();

    private static IEnumerable<string> Reasons(Evidence evidence, SiteGroup site, long ahead)
    {
        yield return $"{Words.Number(site.Count)} wait at this line, {Words.Number(ahead)} started with the same function {(ahead == 1 ? "is" : "are")} further on: it moves, but more come than get through";
        foreach (var reason in Relatives.Of(evidence, site)) yield return reason;
    }

    // Those with the same entry function that stand at a later line of it.
    private static long Ahead(Evidence evidence, SiteGroup site)
    {
        if (site.Stack.Entry is not { } entry || evidence.Last?.Kinship is not { } kinship) return 0;
        return kinship.StartedWith(site)
            .Where(other => other.Stack.Entry is { } theirs && theirs.Function == entry.Function && theirs.Line > entry.Line)
            .Sum(other => other.Count);
    }
}
