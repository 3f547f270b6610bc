using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Analysis.Trends;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Lifecycle;

internal sealed class CrowdedSite : Rule
{
    // Senders and lock waiters queue up only behind somebody slow or gone; idle receivers are what pools are made of.
    private const int ManyInQueue = 100;
    private const double ShareInQueue = 0.25;
    private const int ManyIdle = 1000;
    private const double ShareIdle = 0.5;

    /// <summary>From so many moments on growth can be told, and the growth rule speaks.</summary>
    private const int MomentsOfTrend = 3;

    public override RuleDoc Doc { get; } = new(
        Id: "UP6002",
        Name: "crowded-site",
        Class: FindingClass.Growth,
        Title: "A large part of the program waits at one line",
        Why: "Hundreds of goroutines that wait to send, or for a lock, at one line stand in a queue: whoever should serve it is slow, stuck or gone. "
            + "One look cannot tell a rush that passes from a leak.",
        Confirm: "Look again a minute later (--for 60s, or two profiles): a rush goes down, a leak does not. A traceback shows how long they have waited "
            + "and whether they are still the same goroutines.",
        Fix: "Find who should receive or unlock, and why it does not keep up; give the wait a way out, and bound how many can wait.")
    {
        Example = """
            // as many waiting goroutines as there are callers
            go func() { queue <- job }()

            // the caller is told when the queue does not move
            select {
            case queue <- job:
            case <-ctx.Done(): return ctx.Err()
            }
            """,
        MaxConfidence = Confidence.Suspected,
    };

    public override int Specificity => 0;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        if (evidence.Last is not { } last) yield break;
        foreach (var site in evidence.Sites.Where(site => site is { IsUsers: true, IsMain: false, IsObserver: false, Leaked: 0 }))
        {
            if (LevelOf(site, last.Total) is not { } level) continue;
            Trend[] trends = [.. evidence.Series.Where(series => series.Site.Key.WithoutKind == site.Key.WithoutKind).Select(series => series.Trend)];
            if (trends.Any(IsToldByGrowth)) continue;
            var steady = evidence.Run.Length >= MomentsOfTrend && trends.All(IsSteady);
            yield return SiteFinding.Of(Doc, site, Confidence.Suspected, steady ? Level.Note : level, Reasons(site, last.Total, steady)) with
            {
                RuledOut = [.. Waits.RuledOut(site, "a rush of the last minute"), .. steady ? ["a leak that goes on: the number stayed while it was watched"] : Array.Empty<string>()],
                Unknown = steady ? [] : [.. Waits.Unknown(site), "whether this is a rush that passes or a leak: look again a minute later (--for 60s)"],
            };
        }
    }

    // Of a few moments growth is told only where the number doubled.
    private static bool IsToldByGrowth(Trend trend) => trend.IsGrowing || trend.MayBeTheDay || (trend.MayBeGrowing && trend.To >= 2 * trend.From);

    private static bool IsSteady(Trend trend) => trend.To - trend.From < trend.To / 20;

    private static Level? LevelOf(SiteGroup site, long total) => site.Kind switch
    {
        WaitKind.Send or WaitKind.Mutex or WaitKind.RWMutexRead or WaitKind.RWMutexWrite => site.Count >= ManyInQueue && site.Count >= ShareInQueue * total ? Level.Warning : null,
        WaitKind.Receive or WaitKind.Select or WaitKind.WaitGroup or WaitKind.Cond => site.Count >= ManyIdle && site.Count >= ShareIdle * total ? Level.Note : null,
        _ => null,
    };

    private static IEnumerable<string> Reasons(SiteGroup site, long total, bool steady)
    {
        yield return $"{Words.Number(site.Count)} of {Words.Goroutines(total)} wait here; how many is normal, one look cannot tell";
        if (steady) yield return "their number did not grow while it was watched";
        yield return Advice.CauseOf(site);
    }
}
