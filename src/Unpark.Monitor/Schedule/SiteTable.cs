using System.Collections.Concurrent;
using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Configuration;
using Unpark.Model;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Schedule;

/// <summary>Moments -> counts of sites. Instances of one service have the same sites: each is kept once.</summary>
internal sealed class SiteTable(UserConfiguration configuration)
{
    // Beyond it something is wrong with the names; the store tells equal sites anyway.
    private const int Most = 1_000_000;

    private readonly ConcurrentDictionary<string, SiteInfo> _known = new(StringComparer.Ordinal);

    /// <param name="most">Sites that are told apart; the smallest beyond them are counted as <see cref="SiteInfo.Others"/>.</param>
    public ImmutableArray<SiteCount> CountsOf(Moment moment, int most)
    {
        var frames = new FrameTable(configuration.Known);
        var facts = new MomentFacts(moment, frames, new Ignored(configuration.Ignore, frames));
        var counts = facts.Sites.Where(site => !site.IsObserver)
            .GroupBy(site => site.Fingerprint)
            .Select(same => new SiteCount(InfoOf(same.First()), same.Sum(site => site.Count)))
            .OrderByDescending(site => site.Count)
            .ToList();
        return counts.Count <= most
            ? [.. counts]
            : [.. counts.Take(most), new SiteCount(SiteInfo.Others, counts.Skip(most).Sum(site => site.Count))];
    }

    /// <summary>Null for a site that no moment had.</summary>
    public SiteInfo? Find(string fingerprint) => _known.GetValueOrDefault(fingerprint);

    private SiteInfo InfoOf(SiteGroup site)
    {
        var frame = site.Site?.Frame ?? new Frame("", "", 0);
        var info = new SiteInfo(site.Fingerprint, frame.Function, frame.File, frame.Line, site.State.Text, site.Site?.Library);
        if (_known.TryGetValue(info.Fingerprint, out var known) && known == info) return known;
        if (_known.Count >= Most) _known.Clear();
        return _known[info.Fingerprint] = info;
    }
}
