using System.Collections;
using Unpark.Analysis.Series;
using Unpark.Knowledge.Frames;
using Unpark.Model;

namespace Unpark.Analysis.Sites;

/// <summary>Who started whom in one moment, as far as the evidence prints creators. Profiles print none: everything is empty then.</summary>
internal sealed class Kinship
{
    /// <summary>Of a site with more goroutines, so many tell enough about who started them.</summary>
    private const int LookedAt = 100;

    private readonly MomentFacts _facts;
    private readonly FrameTable _frames;
    private readonly Lazy<Dictionary<string, List<SiteGroup>>> _byStarter;
    private readonly Lazy<Dictionary<long, SiteGroup>> _starters;

    public Kinship(MomentFacts facts, FrameTable frames)
    {
        (_facts, _frames) = (facts, frames);
        _byStarter = new(GroupByStarter);
        _starters = new(FindStarters);
    }

    /// <summary>Other places of goroutines that were started in the same function, closures included, as those of a site; tests have nothing in common that way.</summary>
    public IEnumerable<SiteGroup> StartedWith(SiteGroup site) =>
        site.CreatedBy is { } creator && !TestFrames.IsTest(site.Stack) ? StartedIn(_frames[creator].Outer).Where(other => other.Key != site.Key) : [];

    /// <summary>Places of the goroutines that were started in the function where a site's goroutines wait, or in one of its closures.</summary>
    public IEnumerable<SiteGroup> StartedWhere(SiteGroup site) =>
        site.Site is { } place ? StartedIn(_frames[place.Frame].Outer).Where(other => other.Key != site.Key) : [];

    /// <summary>Every goroutine of the site was started by one that has ended since; null where the evidence does not tell: Go up to 1.20 prints no creator's id.</summary>
    public bool? IsOrphaned(SiteGroup site)
    {
        if (_facts.Main.Cut) return null;
        bool? orphaned = null;
        foreach (var goroutine in site.Goroutines.Take(LookedAt))
        {
            if (goroutine.CreatorId == 0) continue;
            if (_starters.Value.ContainsKey(goroutine.CreatorId)) return false;
            orphaned = true;
        }
        return orphaned;
    }

    /// <summary>Where the goroutine is now that started those of a site; null when it has ended, when there are several, and where the evidence does not tell.</summary>
    public SiteGroup? StarterOf(SiteGroup site)
    {
        var starter = 0L;
        foreach (var goroutine in site.Goroutines.Take(LookedAt))
        {
            if (starter != 0 && goroutine.CreatorId != starter) return null;
            starter = goroutine.CreatorId;
        }
        return starter == 0 ? null : _starters.Value.GetValueOrDefault(starter);
    }

    private List<SiteGroup> StartedIn(string outer) => _byStarter.Value.TryGetValue(outer, out var groups) ? groups : [];

    private Dictionary<string, List<SiteGroup>> GroupByStarter()
    {
        var byStarter = new Dictionary<string, List<SiteGroup>>(StringComparer.Ordinal);
        foreach (var group in _facts.Groups)
        {
            if (group.CreatedBy is not { } creator || group.IsObserver) continue;
            var outer = _frames[creator].Outer;
            if (!byStarter.TryGetValue(outer, out var same)) byStarter.Add(outer, same = []);
            same.Add(group);
        }
        return byStarter;
    }

    // One pass over all goroutines, whatever their number and whether or not rules look at them, for the few whose children somebody may ask about.
    private Dictionary<long, SiteGroup> FindStarters()
    {
        var wanted = new HashSet<long>();
        var mayBe = new BitArray(1 << 16);
        foreach (var group in _facts.Groups)
        {
            foreach (var goroutine in group.Goroutines.Take(LookedAt))
            {
                wanted.Add(goroutine.CreatorId);
                mayBe[(ushort)goroutine.CreatorId] = true;
            }
        }
        var found = new Dictionary<long, SiteGroup>();
        foreach (var group in _facts.Groups)
        {
            foreach (var goroutine in group.Goroutines)
            {
                if (mayBe[(ushort)goroutine.Id] && wanted.Contains(goroutine.Id)) found[goroutine.Id] = group;
            }
        }
        return found;
    }
}
