using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Lifecycle;

internal sealed class PoolNeverShutDown : CauseRule
{
    public override RuleDoc Doc { get; } = new(
        Id: "UP5003",
        Name: "pool-never-shut-down",
        Class: FindingClass.Lifecycle,
        Title: "Workers of a pool wait for work when their owner is done",
        Why: "A pool starts several workers at once, which then wait for jobs at one line. Made once, it is fine; made for each batch or request and never shut down, "
            + "every one leaves all its workers behind.",
        Confirm: "Where is the pool made: once at the start, or in a function that is called again and again? Is its Stop, Close or Shutdown called on every path?",
        Fix: "Share one pool, or shut each down where it is made: defer pool.Close(), which closes the channel of jobs and waits for the workers.")
    {
        Example = """
            // leaves four workers for each batch
            pool := newPool(4)
            for _, image := range batch { pool.Submit(image) }

            // ends them with the batch
            pool := newPool(4)
            defer pool.Close()
            for _, image := range batch { pool.Submit(image) }

            func (p *Pool) Close() { close(p.jobs); p.workers.Wait() }
            """,
    };

    public override int Specificity => 2;

    internal override Finding? Explain(Evidence evidence, SiteGroup site)
    {
        if (site is not { Kind: WaitKind.Receive or WaitKind.Select or WaitKind.Cond, Known: null, Call: null, Site: { } place, CreatedBy: { } creator }) return null;
        if (WorkerPools.LargestStartedAtOnce(site) is not (>= 3 and var size)) return null;

        var fix = $"Shut the pool down where it is made: close the channel that its workers wait for at {Words.Place(place.Frame)}, by defer, or share one pool for all.";
        return SiteFinding.Of(Doc, site, Confidence.Suspected, Level.Note, Reasons(evidence, site, size, Words.Place(creator)), fix: fix) with
        {
            RuledOut = [.. Waits.RuledOut(site, "a pool between two jobs")],
            Unknown = [.. Waits.Unknown(site), "whether somebody still holds the pool and will use it again: an idle pool looks the same"],
        };
    }

    private static IEnumerable<string> Reasons(Evidence evidence, SiteGroup site, int size, string creator)
    {
        yield return $"one goroutine started {size} of them in one go at {creator} (their ids follow each other), and all wait at one line: workers";
        foreach (var reason in Relatives.Of(evidence, site)) yield return reason;
        yield return "a worker waits for the next job until its channel is closed";
    }
}
