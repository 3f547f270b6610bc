using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Configuration;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Schedule;

/// <summary>Snapshots -> counts of sites. A stack that was seen once, in whichever program, is a site from then on without another thought.</summary>
/// <remarks>Profiles of programs that are watched hold the same stacks look after look: those are known by their hashes, and no name of theirs is read again.</remarks>
internal sealed class SiteTable(UserConfiguration configuration)
{
    // Beyond it something is wrong with the names; the store tells equal sites anyway.
    private const int Most = 1_000_000;

    private readonly ConcurrentDictionary<ulong, KnownStack> _byHash = new();
    private readonly ConcurrentDictionary<StackKey, KnownStack> _byStack = new();
    private readonly ConcurrentDictionary<string, SiteInfo> _known = new(StringComparer.Ordinal);

    /// <param name="most">Sites that are told apart; the smallest beyond them are counted as <see cref="SiteInfo.Others"/>.</param>
    public CountedSites CountsOf(Snapshot snapshot, int most)
    {
        var counts = new Dictionary<string, SiteCount>(StringComparer.Ordinal);
        string? version = null;
        foreach (var (stack, count) in StacksOf(snapshot))
        {
            version ??= stack.GoVersion;
            if (stack.Site is not { } site) continue;
            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, site.Fingerprint, out var isThere);
            // Of two lines of one function always the same one stands for both.
            sum = new(isThere && sum.Site.Line <= site.Line ? sum.Site : site, sum.Count + count);
        }
        return new(Largest(counts.Values, most), version);
    }

    /// <summary>Null for a site that no moment had.</summary>
    public SiteInfo? Find(string fingerprint) => _known.GetValueOrDefault(fingerprint);

    private ImmutableArray<SiteCount> Largest(IEnumerable<SiteCount> counts, int most)
    {
        List<SiteCount> sites = [.. counts];
        sites.Sort(static (a, b) => b.Count.CompareTo(a.Count));
        Know(sites);
        return sites.Count <= most
            ? [.. sites]
            : [.. sites.Take(most), new SiteCount(SiteInfo.Others, sites.Skip(most).Sum(site => site.Count))];
    }

    // Whoever ignores goroutines may do so by their labels, which are no part of the hash.
    private List<(KnownStack Stack, long Count)> StacksOf(Snapshot snapshot)
    {
        if (!configuration.Ignore.IsEmpty || snapshot.Stacks is not { } stacks) return ByStack(snapshot);
        if (ByHash(stacks) is { } known) return known;
        Learn(snapshot, _byHash, group => stacks[group.Sample].Stack);
        return ByHash(stacks) ?? ByStack(snapshot);
    }

    private List<(KnownStack Stack, long Count)>? ByHash(StackCount[] stacks)
    {
        var known = new List<(KnownStack, long)>(stacks.Length);
        foreach (var (hash, count) in stacks)
        {
            if (!_byHash.TryGetValue(hash, out var stack)) return null;
            known.Add((stack, count));
        }
        return known;
    }

    private List<(KnownStack Stack, long Count)> ByStack(Snapshot snapshot)
    {
        if (!snapshot.Groups.All(group => _byStack.ContainsKey(KeyOf(group)))) Learn(snapshot, _byStack, KeyOf);
        return [.. snapshot.Groups.Select(group => (_byStack.GetValueOrDefault(KeyOf(group), KnownStack.OfNoSite), group.Count))];
    }

    private void Learn<TKey>(Snapshot snapshot, ConcurrentDictionary<TKey, KnownStack> stacks, Func<GoroutineGroup, TKey> keyOf)
        where TKey : notnull
    {
        if (stacks.Count >= Most) stacks.Clear();
        var frames = new FrameTable(configuration.Known, TestedPackages.None);
        var facts = new MomentFacts(new([snapshot]), frames, new Ignored(configuration.Ignore, frames));
        // Those that write the evidence, and those of no interest, are no site.
        foreach (var group in snapshot.Groups) stacks.TryAdd(keyOf(group), new(null, GoVersionInPath.Of(group.Stack)));
        foreach (var site in facts.Sites.Where(site => !site.IsObserver))
        {
            var info = InfoOf(site);
            foreach (var part in site.Parts) stacks[keyOf(part)] = new(info, GoVersionInPath.Of(part.Stack));
        }
    }

    // Creator and labels decide only where somebody ignores goroutines by them.
    private StackKey KeyOf(GoroutineGroup group) => new(group.Stack, group.State, configuration.Ignore.IsEmpty ? "" : $"{group.CreatedBy}\n{string.Join('\n', group.Labels)}");

    private void Know(List<SiteCount> sites)
    {
        if (_known.Count >= Most) _known.Clear();
        foreach (var (site, _) in sites)
        {
            if (!_known.TryGetValue(site.Fingerprint, out var known) || !ReferenceEquals(known, site)) _known[site.Fingerprint] = site;
        }
    }

    private static SiteInfo InfoOf(SiteGroup site)
    {
        var frame = site.Site?.Frame ?? new Frame("", "", 0);
        return new(site.Fingerprint, frame.Function, frame.File, frame.Line, site.State.Text, site.Site?.Library);
    }

    /// <param name="Site">Null for stacks of no interest.</param>
    /// <param name="GoVersion">Null where its frames do not tell.</param>
    private sealed record KnownStack(SiteInfo? Site, string? GoVersion)
    {
        public static readonly KnownStack OfNoSite = new(null, null);
    }

    /// <summary>Lines, lengths and ends of names tell stacks apart well enough to find them; hashing the names would cost more than all the rest.</summary>
    private readonly record struct StackKey(CallStack Stack, WaitReason State, string Origin)
    {
        public override int GetHashCode()
        {
            var hash = Origin.Length;
            foreach (var frame in Stack.Frames) hash = unchecked((hash * 31) + (frame.Line * 7919) + (frame.Function.Length * 613) + frame.File.Length + EndOf(frame.Function));
            return hash;
        }

        private static int EndOf(string function) =>
            function.Length < 4 ? 0 : unchecked((int)((MemoryMarshal.Read<ulong>(MemoryMarshal.AsBytes(function.AsSpan(function.Length - 4))) * 0x9E3779B97F4A7C15) >> 32));
    }
}
