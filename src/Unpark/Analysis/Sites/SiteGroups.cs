using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Analysis.Sites;

/// <summary>What a reader gave, each group with its site, to be merged by it.</summary>
internal sealed class SiteGroups
{
    private readonly FrameTable _frames;
    private readonly SiteFinder _finder;
    private readonly List<Placed> _placed;
    private readonly int _oldest;
    private readonly bool _haveCreators;
    private readonly Lazy<ImmutableArray<SiteGroup>> _bySite;

    public SiteGroups(IEnumerable<GoroutineGroup> groups, FrameTable frames)
    {
        _frames = frames;
        _finder = new(frames);
        _placed = [.. groups.Where(group => group.Count != 0).Select(Place)];
        _bySite = new(() => Merge(withCreator: false));
        foreach (var placed in _placed)
        {
            if (!placed.Group.Waits.IsEmpty) _oldest = Math.Max(_oldest, placed.Group.Waits[^1].Minutes);
            _haveCreators |= placed.Creator is not null;
        }
    }

    /// <summary>One group a site and creator, largest first: the table of the report.</summary>
    public ImmutableArray<SiteGroup> BySiteAndCreator() => _haveCreators ? Merge(withCreator: true) : BySite();

    /// <summary>One group a site, whoever created its goroutines, largest first: what rules look at.</summary>
    public ImmutableArray<SiteGroup> BySite() => _bySite.Value;

    private ImmutableArray<SiteGroup> Merge(bool withCreator)
    {
        var bySite = new Dictionary<Identity, List<Placed>>();
        foreach (var placed in _placed)
        {
            var identity = withCreator || placed.Identity.Creator is null ? placed.Identity : placed.Identity with { Creator = null };
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(bySite, identity, out _);
            (list ??= new(1)).Add(placed);
        }
        ImmutableArray<SiteGroup> sites = [.. bySite.Values.Select(GroupOf)];
        return IsSorted(sites) ? sites : [.. sites.OrderByDescending(group => group.Count)];
    }

    // As the groups of a profile are, where each is a site of its own.
    private static bool IsSorted(ImmutableArray<SiteGroup> sites)
    {
        for (var i = 1; i < sites.Length; i++)
        {
            if (sites[i].Count > sites[i - 1].Count) return false;
        }
        return true;
    }

    private Placed Place(GoroutineGroup group)
    {
        var found = _finder.Find(group.Stack);
        var creator = _finder.CreatorOf(group);
        var key = KeyOf(found.Site, WaitReasons.KindOf(group.State, group.Stack));
        return new(group, new(key, CreatorKeyOf(creator), MainGoroutine.Is(group), found.WritesEvidence), found, creator);
    }

    private SiteKey KeyOf(Site? site, WaitKind kind)
    {
        if (site is null) return new(new("", "", kind), 0);
        var facts = _frames[site.Frame];
        return new(new(facts.Outer, facts.FileName, kind), site.Frame.Line);
    }

    private CreatorKey? CreatorKeyOf(Frame? creator)
    {
        if (creator is null) return null;
        var facts = _frames[creator];
        return new(facts.Outer, facts.FileName, creator.Line);
    }

    private SiteGroup GroupOf(List<Placed> placed)
    {
        if (placed.Count > 1) placed = [.. placed.OrderByDescending(one => one.Group.Count)];
        var largest = placed[0];
        return new()
        {
            Key = largest.Identity.Site,
            Site = largest.Found.Site,
            State = largest.Group.State,
            CreatedBy = largest.Creator,
            Known = largest.Found.Known,
            Call = largest.Found.Call,
            IsMain = largest.Identity.IsMain,
            IsObserver = largest.Identity.IsObserver,
            ProgramMinutes = _oldest,
            Count = placed.Sum(one => one.Group.Count),
            Leaked = placed.Sum(one => one.Group.Leaked ? one.Group.Count : 0),
            Parts = [.. placed.Select(one => one.Group)],
        };
    }

    private sealed record Identity(SiteKey Site, CreatorKey? Creator, bool IsMain, bool IsObserver);

    private sealed record CreatorKey(string Function, string File, int Line);

    private sealed record Placed(GoroutineGroup Group, Identity Identity, SiteFinder.Found Found, Frame? Creator);
}
