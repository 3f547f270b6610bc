using System.Globalization;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Analysis.Trends;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Lifecycle;

internal sealed class GrowingSite : Rule
{
    // A rise of fewer goroutines is worth a look, not a ticket.
    private const int LikelyRise = 8;

    public override RuleDoc Doc { get; } = new(
        Id: "UP6001",
        Name: "growing-site",
        Class: FindingClass.Growth,
        Title: "More and more goroutines wait at one line",
        Why: "A pool, a listener or an idle connection has a count that load moves up and down around a level. A leak adds goroutines that never leave: "
            + "its count rises over the whole time that was watched and is still rising at the end.",
        Confirm: "Take more moments, further apart, under steady load: a leak keeps its rate, a warm-up levels off. A traceback shows whether the "
            + "old goroutines are still there (same ids, growing minutes).",
        Fix: "Find what should end the wait at that line, and why it does not happen for each goroutine that is started.")
    {
        Example = """
            // one goroutine more for each request that gives up early
            func Price(ctx context.Context) (int, error) {
                out := make(chan int)             // make(chan int, 1) lets the sender end
                go func() { out <- slowPrice() }()
                select {
                case p := <-out: return p, nil
                case <-ctx.Done(): return 0, ctx.Err()
                }
            }
            """,
        MaxConfidence = Confidence.Likely,
    };

    public override int Specificity => 0;

    public override IEnumerable<Finding> Examine(Evidence evidence)
    {
        foreach (var series in evidence.Series)
        {
            var turnover = evidence.Survivors?.TurnoverAt(series.Site);
            if (IsExpected(series.Site) || Judge(series, turnover) is not { } verdict) continue;
            yield return SiteFinding.Of(Doc, series.Site, verdict.Confidence, verdict.Level, Reasons(series, turnover), TitleOf(series)) with
            {
                Growth = GrowthOf(series.Trend),
                RuledOut = [.. GrowthReasons.Innocent(series.Trend, turnover)],
                Unknown = [.. GrowthReasons.Open(series.Trend, turnover)],
            };
        }
    }

    // A library's own, of which any number is fine; the writers of one connection go with their readers.
    private static bool IsExpected(SiteGroup site) =>
        site.IsMain || site.Kind.IsRuntimes() || site.Known is { Verdict: KnownVerdict.Background } || HttpClientConnection.IsWriter(site.Known);

    private static (Confidence Confidence, Level Level)? Judge(SiteSeries series, Turnover? turnover)
    {
        var trend = series.Trend;
        if (trend.IsGrowing) return IsWeak(series.Site, turnover) || trend.Rise < LikelyRise ? (Confidence.Suspected, Level.Note) : (Confidence.Likely, Level.Warning);
        if (EverybodyStays(trend, turnover) && series.Site.Kind.IsBlocked()) return (Confidence.Likely, Level.Warning);
        if (trend.MayBeTheDay && series.Site.IsUsers) return (Confidence.Suspected, trend.IsSteep ? Level.Warning : Level.Note);
        if (trend.Moments > 4 || !series.Site.Kind.IsBlocked() || trend.To < 2 * trend.From) return null;
        if (trend.MayBeGrowing) return (Confidence.Suspected, Level.Warning);
        return trend is { Moments: 2, Rise: >= 20 } ? (Confidence.Suspected, trend.Rise >= 100 && trend.To >= 3 * trend.From ? Level.Warning : Level.Note) : null;
    }

    // Twice as many as before, and everybody who was there before still is.
    private static bool EverybodyStays(Trend trend, Turnover? turnover) =>
        turnover is { NobodyLeft: true, Before: >= 3, Came: >= LikelyRise } && trend.To >= 2 * trend.From && turnover.After >= 2 * turnover.Before && trend.Moments <= 4;

    // What runs, or comes and goes, does so with the load; how much of it is caught at one line is chance.
    private static bool IsWeak(SiteGroup site, Turnover? turnover) => site.Kind == WaitKind.Running || turnover is { IsPassage: true };

    private static Growth GrowthOf(Trend trend) => new(trend.Rate?.PerHour, trend.PValue, trend.From, trend.To)
    {
        Low = trend.Rate?.Low,
        High = trend.Rate?.High,
    };

    private static string TitleOf(SiteSeries series) =>
        $"{SiteFinding.TitleOf(series.Site)}, and growing: {From(series)}";

    private static string From(SiteSeries series) => $"{Words.Number(series.Trend.From)} before";

    private static IEnumerable<string> Reasons(SiteSeries series, Turnover? turnover)
    {
        yield return GrowthReasons.Seen(series);
        if (series.Trend.IsGrowing)
            yield return $"the rise is spread over the whole window and still goes on; chance that a steady count looks so: {Chance(series.Trend.PValue!.Value)}";
        if (turnover is { Stayed: > 0 and var same })
            yield return $"{(turnover.NobodyLeft ? "all " : "")}{Words.Goroutines(same)} of the first moment still {(same == 1 ? "waits" : "wait")} here, with the same {(same == 1 ? "id" : "ids")}";
        yield return Advice.CauseOf(series.Site);
    }

    private static string Chance(double p) => p < 0.0001 ? "under 0.0001" : p.ToString("0.####", CultureInfo.InvariantCulture);
}
