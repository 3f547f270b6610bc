using System.Collections.Immutable;
using Unpark.Knowledge;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>A site of the last moment and its count in each moment.</summary>
internal sealed record SiteSeries(SiteGroup Site, ImmutableArray<long> Counts, ImmutableArray<double> Hours)
{
    public Trend Trend => Trend.Of(Counts, Hours);

    /// <param name="run">Moments of one process in time order.</param>
    public static ImmutableArray<SiteSeries> Of(ImmutableArray<MomentFacts> run)
    {
        if (run.Length < 2) return [];

        var ignoreKind = run.Any(facts => facts.Main.Kind == EvidenceKind.TextProfile);
        var perMoment = run.Select(facts => CountsOf(facts, ignoreKind)).ToList();
        var hours = HoursOf(run);
        return [.. run[^1].Sites.Where(site => !site.IsObserver).Select(site => new SiteSeries(site, [.. perMoment.Select(counts => counts.GetValueOrDefault(KeyOf(site, ignoreKind)))], hours))];
    }

    private static Dictionary<SiteKey, long> CountsOf(MomentFacts facts, bool ignoreKind)
    {
        var counts = new Dictionary<SiteKey, long>();
        foreach (var site in facts.Sites.Where(site => !site.IsObserver))
        {
            var key = KeyOf(site, ignoreKind);
            counts[key] = counts.GetValueOrDefault(key) + site.Count;
        }
        return counts;
    }

    private static SiteKey KeyOf(SiteGroup site, bool ignoreKind) => ignoreKind ? site.Key.WithoutKind : site.Key;

    private static ImmutableArray<double> HoursOf(ImmutableArray<MomentFacts> run)
    {
        var start = run[0].Moment.TakenAt;
        if (run.Any(facts => facts.Moment.TakenAt is null)) return [];
        return [.. run.Select(facts => (facts.Moment.TakenAt - start)!.Value.TotalHours)];
    }
}
