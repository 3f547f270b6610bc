using System.Collections.Immutable;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Analysis.Series;

/// <summary>The goroutines of a program at one moment, for later moments to be compared with: by id where both sides have ids, else by their number.</summary>
public sealed class GoroutineBaseline
{
    private readonly HashSet<long> _ids;
    private readonly Dictionary<string, ImmutableArray<SiteGroup>> _sitesByEntry;

    private GoroutineBaseline(Snapshot snapshot)
    {
        _ids = [.. snapshot.Groups.SelectMany(group => group.Goroutines).Select(g => g.Id)];
        _sitesByEntry = SitesByEntry(snapshot);
    }

    /// <summary>Both sides of a comparison by number must be of one kind of evidence: others may see a line differently.</summary>
    public static GoroutineBaseline Of(Snapshot snapshot) => new(snapshot);

    public bool HasIds => _ids.Count > 0;

    /// <summary>What is there now and was not there then, largest first; those that serve the look itself are left out.</summary>
    public ImmutableArray<NewGoroutines> NewIn(Snapshot later)
    {
        var added = HasIds && later.Groups.Any(group => !group.Goroutines.IsEmpty) ? NewById(later) : NewByNumber(later);
        return [.. added.OrderByDescending(one => one.Count)];
    }

    private IEnumerable<NewGoroutines> NewById(Snapshot later) =>
        new SiteGroups(later.Groups.Select(WithNewIds), new()).BySiteAndCreator().RemoveAll(IsOfNoConcern).Select(site => NewOf(site, site.Count));

    private GoroutineGroup WithNewIds(GoroutineGroup group)
    {
        ImmutableArray<Goroutine> added = [.. group.Goroutines.Where(g => !_ids.Contains(g.Id))];
        return group with { Goroutines = added, Count = added.Length };
    }

    // A worker that is at another line than it was is no new one: what counts is how many were started with one function.
    private IEnumerable<NewGoroutines> NewByNumber(Snapshot later)
    {
        foreach (var (entry, sites) in SitesByEntry(later))
        {
            var before = _sitesByEntry.GetValueOrDefault(entry, []);
            var grown = sites.Sum(site => site.Count) - before.Sum(site => site.Count);
            foreach (var (site, excess) in sites.Select(site => (site, site.Count - CountAt(before, site.Key))).OrderByDescending(one => one.Item2))
            {
                var added = Math.Min(excess, grown);
                if (added <= 0) break;
                grown -= added;
                yield return NewOf(site, added);
            }
        }
    }

    private static long CountAt(ImmutableArray<SiteGroup> sites, SiteKey key) => sites.Where(site => site.Key == key).Sum(site => site.Count);

    private static Dictionary<string, ImmutableArray<SiteGroup>> SitesByEntry(Snapshot snapshot)
    {
        var frames = new FrameTable();
        return snapshot.Groups
            .GroupBy(group => group.Stack.Entry?.Function ?? "")
            .ToDictionary(same => same.Key, same => new SiteGroups(same, frames).BySite().RemoveAll(IsOfNoConcern));
    }

    // What serves the look itself, what ends with the handler it watches over, and what has not run yet: it has no frame.
    private static bool IsOfNoConcern(SiteGroup site) =>
        site.IsObserver || IdleConnections.IsWatcher(site.Stack, site.CreatedBy) || site.Stack.Frames.IsEmpty;

    private static NewGoroutines NewOf(SiteGroup site, long count) => new()
    {
        Count = count,
        State = site.State,
        Site = site.Site,
        CreatedBy = site.CreatedBy,
        Stack = site.Stack,
        Ids = [.. site.Goroutines.Select(g => g.Id).Order()],
        Expected = ExpectedAs(site),
        MayEndByItself = site.Kind is WaitKind.Running or WaitKind.Sleep or WaitKind.Syscall or WaitKind.IO or WaitKind.Runtime,
    };

    private static string? ExpectedAs(SiteGroup site)
    {
        if (site.IsIdle) return "idle connection";
        return site.Known is { Verdict: KnownVerdict.Background, Owner: var owner } ? $"background goroutine of {owner}" : null;
    }
}
