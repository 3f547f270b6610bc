using System.Collections.Immutable;
using Unpark.Analysis.Sites;

namespace Unpark.Analysis.Series;

/// <summary>Goroutines found again by id in every later moment of the same process that has ids. Ids are never used twice in one process.</summary>
internal sealed class Survivors
{
    private readonly Dictionary<SiteKey, long> _counts = [];
    private readonly Dictionary<long, SiteKey> _stayed = [];
    private readonly int _moments;

    private Survivors(List<MomentFacts> moments)
    {
        _moments = moments.Count;
        foreach (var site in moments[0].Sites)
        {
            _counts[site.Key] = _counts.GetValueOrDefault(site.Key) + site.Count;
            foreach (var goroutine in site.Goroutines) _stayed[goroutine.Id] = site.Key;
        }
        for (var i = 1; i < moments.Count - 1; i++) KeepOnly(moments[i]);
        Total = moments[^1].Sites.Where(site => !site.IsObserver).Sum(At);
    }

    /// <summary>Goroutines that wait at the same place in all of them.</summary>
    public long Total { get; }

    /// <returns>Null when the last moment or all others have no ids.</returns>
    public static Survivors? Of(ImmutableArray<MomentFacts> run)
    {
        if (run.IsEmpty || !run[^1].HasIds) return null;
        var moments = run.Where(facts => facts.HasIds).ToList();
        return moments.Count < 2 ? null : new(moments);
    }

    /// <summary>A goroutine of a group of the last moment waited at the same place in all moments before.</summary>
    public bool Stayed(long id, SiteGroup last) => _stayed.TryGetValue(id, out var place) && place == last.Key;

    /// <summary>How many goroutines of a group of the last moment waited at the same place in all moments before.</summary>
    public long At(SiteGroup last) =>
        last.Goroutines.LongCount(goroutine => Stayed(goroutine.Id, last));

    /// <summary>Who stayed at a place and who came and went.</summary>
    public Turnover TurnoverAt(SiteGroup last) => new(_moments, _counts.GetValueOrDefault(last.Key), last.Count, At(last));

    private void KeepOnly(MomentFacts facts)
    {
        var places = new Dictionary<long, SiteKey>();
        foreach (var site in facts.Sites)
        {
            foreach (var goroutine in site.Goroutines) places[goroutine.Id] = site.Key;
        }
        foreach (var (id, place) in _stayed)
        {
            if (!places.TryGetValue(id, out var now) || now != place) _stayed.Remove(id);
        }
    }
}
