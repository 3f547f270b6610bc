using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>Goroutines found again by id in a later moment of the same process. Ids are never used twice in one process.</summary>
internal sealed class Survivors
{
    private readonly Dictionary<long, SiteKey> _before = [];

    private Survivors(MomentFacts before, MomentFacts after)
    {
        foreach (var site in before.Sites)
        {
            foreach (var goroutine in site.Goroutines) _before[goroutine.Id] = site.Key;
        }
        Total = after.Sites.Where(site => !site.IsObserver).Sum(At);
    }

    /// <summary>Goroutines that wait at the same place in both.</summary>
    public long Total { get; }

    /// <returns>Null when one of the moments has no ids.</returns>
    public static Survivors? Of(MomentFacts before, MomentFacts after) =>
        before.HasIds && after.HasIds ? new(before, after) : null;

    /// <summary>A goroutine of a later group waited at the same place before.</summary>
    public bool Stayed(long id, SiteGroup after) => _before.TryGetValue(id, out var place) && place == after.Key;

    /// <summary>How many goroutines of a later group waited at the same place before.</summary>
    public long At(SiteGroup after) =>
        after.Goroutines.LongCount(goroutine => _before.TryGetValue(goroutine.Id, out var place) && place == after.Key);
}
