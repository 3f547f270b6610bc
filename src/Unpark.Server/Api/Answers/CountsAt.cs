using Unpark.Monitor;
using Unpark.Monitor.Store;

namespace Unpark.Server.Api.Answers;

/// <summary>Counts of several instances at one moment, by the samples nearest to it.</summary>
internal sealed class CountsAt(DateTimeOffset moment)
{
    private static readonly TimeSpan Farthest = TimeSpan.FromMinutes(10);

    private readonly Dictionary<string, (SiteInfo Site, long Count)> _sites = new(StringComparer.Ordinal);

    public long Total { get; private set; }

    public async Task AddAsync(ApiCall call, TargetState instance)
    {
        var history = await call.Store.HistoryAsync(new(instance.Target.Key, moment - Farthest, moment + Farthest, 1200), call.Cancellation);
        if (history.Times.IsEmpty) return;
        var nearest = Enumerable.Range(0, history.Times.Length).MinBy(point => (history.Times[point] - moment).Duration());
        Total += history.Totals.Highest[nearest];
        foreach (var site in history.Sites.Where(site => site.Counts.Highest[nearest] > 0))
        {
            var known = _sites.GetValueOrDefault(site.Site.Fingerprint).Count;
            _sites[site.Site.Fingerprint] = (site.Site, known + site.Counts.Highest[nearest]);
        }
    }

    /// <summary>Largest first; none where nothing changed.</summary>
    public static IEnumerable<SiteChange> Changes(CountsAt before, CountsAt after) => before._sites.Keys.Union(after._sites.Keys)
        .Select(fingerprint => Change(fingerprint, before._sites.GetValueOrDefault(fingerprint), after._sites.GetValueOrDefault(fingerprint)))
        .Where(change => change.Before != change.After)
        .OrderByDescending(change => Math.Abs(change.After - change.Before)).ThenBy(change => change.Fingerprint, StringComparer.Ordinal);

    private static SiteChange Change(string fingerprint, (SiteInfo? Site, long Count) before, (SiteInfo? Site, long Count) after)
    {
        var site = (after.Site ?? before.Site)!;
        return new(fingerprint, site.Function, site.File, site.Line, site.State, before.Count, after.Count);
    }
}
