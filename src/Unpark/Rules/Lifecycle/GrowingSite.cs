using System.Globalization;
using Unpark.Analysis;
using Unpark.Findings;
using Unpark.Knowledge;

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
            if (IsExpected(series.Site) || Judge(evidence, series) is not { } verdict) continue;
            yield return SiteFinding.Of(Doc, series.Site, verdict.Confidence, verdict.Level, Reasons(evidence, series), TitleOf(series)) with
            {
                Growth = new(series.Trend.PerHour, series.Trend.PValue, series.Trend.From, series.Trend.To),
            };
        }
    }

    // A library's own, of which any number is fine; the writers of one connection go with their readers.
    private static bool IsExpected(SiteGroup site) =>
        site.IsMain || site.Kind.IsRuntimes() || site.Known is { Verdict: KnownVerdict.Background } || HttpClientConnection.IsWriter(site.Known);

    private static (Confidence Confidence, Level Level)? Judge(Evidence evidence, SiteSeries series)
    {
        var trend = series.Trend;
        if (trend.IsGrowing) return IsWeak(series.Site) || trend.Rise < LikelyRise ? (Confidence.Suspected, Level.Note) : (Confidence.Likely, Level.Warning);
        if (trend.Moments > 4 || !series.Site.Kind.IsBlocked() || trend.To < 2 * trend.From) return null;
        if (NobodyLeft(evidence, series)) return (Confidence.Likely, Level.Warning);
        if (trend.MayBeGrowing) return (Confidence.Suspected, Level.Warning);
        return trend is { Moments: 2, Rise: >= 20 } ? (Confidence.Suspected, trend.Rise >= 100 && trend.To >= 3 * trend.From ? Level.Warning : Level.Note) : null;
    }

    // Survivors and growth: twice as many as before, and everybody who was there before still is.
    private static bool NobodyLeft(Evidence evidence, SiteSeries series) =>
        series.Trend is { From: >= 3, Rise: >= LikelyRise } && SurvivorsAt(evidence, series.Site) == series.Trend.From;

    // What runs comes and goes with the load; how much of it is caught at one line is chance.
    private static bool IsWeak(SiteGroup site) => site.Kind == WaitKind.Running;

    private static string TitleOf(SiteSeries series) =>
        $"{SiteFinding.TitleOf(series.Site)}, and growing: {From(series)}";

    private static string From(SiteSeries series) => $"{Words.Number(series.Trend.From)} before";

    private static IEnumerable<string> Reasons(Evidence evidence, SiteSeries series)
    {
        var trend = series.Trend;
        yield return trend.Moments == 2
            ? $"{Words.Number(trend.From)} goroutines in the first moment, {Words.Number(trend.To)} in the second: a difference, not yet a trend"
            : $"the count rose over {trend.Moments} moments: {CountsOf(series)}";
        if (trend.IsGrowing)
            yield return $"the rise is spread over the whole window and still goes on; chance that a steady count looks so: {Chance(trend.PValue!.Value)}";
        if (SurvivorsAt(evidence, series.Site) is var same and > 0)
            yield return $"{(same == trend.From ? "all " : "")}{Words.Goroutines(same)} of the first moment still {(same == 1 ? "waits" : "wait")} here, with the same {(same == 1 ? "id" : "ids")}";
        yield return Advice.CauseOf(series.Site);
    }

    private static string Chance(double p) => p < 0.0001 ? "under 0.0001" : p.ToString("0.####", CultureInfo.InvariantCulture);

    private static string CountsOf(SiteSeries series)
    {
        var counts = series.Counts.Select(Words.Number).ToList();
        return counts.Count <= 12 ? string.Join(", ", counts) : string.Join(", ", counts.Take(5)) + ", ..., " + string.Join(", ", counts.TakeLast(5));
    }

    private static long SurvivorsAt(Evidence evidence, SiteGroup site) => evidence.Survivors?.At(site) ?? 0;
}
