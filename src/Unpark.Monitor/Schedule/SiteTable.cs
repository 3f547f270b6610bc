using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Analysis;
using Unpark.Configuration;
using Unpark.Model;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Schedule;

/// <summary>Snapshots -> counts of sites. A stack that was seen once, in whichever program, is a site from then on without another thought.</summary>
internal sealed class SiteTable(UserConfiguration configuration)
{
    // Beyond it something is wrong with the names; the store tells equal sites anyway.
    private const int Most = 1_000_000;

    private readonly ConcurrentDictionary<StackKey, SiteInfo?> _byStack = new();
    private readonly ConcurrentDictionary<string, SiteInfo> _known = new(StringComparer.Ordinal);

    /// <param name="most">Sites that are told apart; the smallest beyond them are counted as <see cref="SiteInfo.Others"/>.</param>
    /// <returns>Largest first.</returns>
    public ImmutableArray<SiteCount> CountsOf(Snapshot snapshot, int most)
    {
        var counts = new Dictionary<string, SiteCount>(StringComparer.Ordinal);
        foreach (var (site, count) in SitesOf(snapshot))
        {
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, site.Fingerprint, out var isThere);
            // Of two lines of one function always the same one stands for both.
            sum = new(isThere && sum.Site.Line <= site.Line ? sum.Site : site, sum.Count + count);
        }
        List<SiteCount> sites = [.. counts.Values];
        sites.Sort(static (a, b) => b.Count.CompareTo(a.Count));
        foreach (var (site, _) in sites) Know(site);
        return sites.Count <= most
            ? [.. sites]
            : [.. sites.Take(most), new SiteCount(SiteInfo.Others, sites.Skip(most).Sum(site => site.Count))];
    }

    /// <summary>Null for a site that no moment had.</summary>
    public SiteInfo? Find(string fingerprint) => _known.GetValueOrDefault(fingerprint);

    private List<SiteCount> SitesOf(Snapshot snapshot)
    {
        var sites = new List<SiteCount>(snapshot.Groups.Length);
        foreach (var group in snapshot.Groups)
        {
            if (!_byStack.TryGetValue(KeyOf(group), out var site))
            {
                Learn(snapshot);
                site = _byStack.GetValueOrDefault(KeyOf(group));
            }
            if (site is not null) sites.Add(new(site, group.Count));
        }
        return sites;
    }

    private void Learn(Snapshot snapshot)
    {
        if (_byStack.Count >= Most) _byStack.Clear();
        var frames = new FrameTable(configuration.Known);
        var facts = new MomentFacts(new([snapshot]), frames, new Ignored(configuration.Ignore, frames));
        // Those that write the evidence, and those of no interest, are no site.
        foreach (var group in snapshot.Groups) _byStack.TryAdd(KeyOf(group), null);
        foreach (var site in facts.Sites.Where(site => !site.IsObserver))
        {
            var info = InfoOf(site);
            foreach (var part in site.Parts) _byStack[KeyOf(part)] = info;
        }
    }

    // Creator and labels decide only where somebody ignores goroutines by them.
    private StackKey KeyOf(GoroutineGroup group) => new(group.Stack, group.State, configuration.Ignore.IsEmpty ? "" : $"{group.CreatedBy}\n{string.Join('\n', group.Labels)}");

    private void Know(SiteInfo site)
    {
        if (_known.TryGetValue(site.Fingerprint, out var known) && ReferenceEquals(known, site)) return;
        if (_known.Count >= Most) _known.Clear();
        _known[site.Fingerprint] = site;
    }

    private static SiteInfo InfoOf(SiteGroup site)
    {
        var frame = site.Site?.Frame ?? new Frame("", "", 0);
        return new(site.Fingerprint, frame.Function, frame.File, frame.Line, site.State.Text, site.Site?.Library);
    }

    /// <summary>Lines and lengths of names tell stacks apart well enough to find them; hashing the names would cost more than all the rest.</summary>
    private readonly record struct StackKey(CallStack Stack, WaitReason State, string Origin)
    {
        public override int GetHashCode()
        {
            var hash = Origin.Length;
            foreach (var frame in Stack.Frames) hash = unchecked((hash * 31) + (frame.Line * 7919) + (frame.Function.Length * 613) + frame.File.Length);
            return hash;
        }
    }
}
