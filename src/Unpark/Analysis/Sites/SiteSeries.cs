using System.Collections.Immutable;
using Unpark.Analysis.Series;
using Unpark.Analysis.Trends;
using Unpark.Knowledge.Waits;

namespace Unpark.Analysis.Sites;

/// <summary>A line where goroutines wait in the last moment, and how many were there in each moment.</summary>
/// <param name="Site">What most of them do there; the count is that of the whole line.</param>
/// <param name="Hours">Time of each moment since the first; empty when one has none.</param>
/// <remarks>
/// Counted by line and not by state: a loop over a ticker is caught running as often as waiting, and text profiles know no states.
/// </remarks>
internal sealed record SiteSeries(SiteGroup Site, ImmutableArray<long> Counts, ImmutableArray<double> Hours)
{
    public Trend Trend { get; } = Trend.Of(Counts, Hours);

    /// <param name="run">Moments of one process in time order.</param>
    public static ImmutableArray<SiteSeries> Of(ImmutableArray<MomentFacts> run)
    {
        if (run.Length < 2) return [];

        var moments = run.Select(facts => facts.Sites.Where(site => !site.IsObserver).ToLookup(site => site.Key.WithoutKind)).ToList();
        var hours = HoursOf(run);
        return
        [
            .. moments[^1].Select(line =>
            {
                ImmutableArray<long> counts = [.. moments.Select(moment => moment[line.Key].Sum(site => site.Count))];
                return new SiteSeries(TypicalOf(moments, line.Key) with { Count = counts[^1] }, counts, hours);
            }),
        ];
    }

    // The latest that does not merely run: what a goroutine waits for says more than that it was caught between two waits.
    private static SiteGroup TypicalOf(List<ILookup<SiteKey, SiteGroup>> moments, SiteKey line)
    {
        for (var i = moments.Count - 1; i >= 0; i--)
        {
            if (moments[i][line].FirstOrDefault(site => site.Kind is not (WaitKind.Running or WaitKind.Unknown)) is { } waiting) return waiting;
        }
        return moments[^1][line].First();
    }

    private static ImmutableArray<double> HoursOf(ImmutableArray<MomentFacts> run)
    {
        var start = run[0].Moment.TakenAt;
        if (run.Any(facts => facts.Moment.TakenAt is null)) return [];
        return [.. run.Select(facts => (facts.Moment.TakenAt - start)!.Value.TotalHours)];
    }
}
