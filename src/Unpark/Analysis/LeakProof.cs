using System.Collections.Immutable;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>What the leak profiles of a moment prove, to be merged into the moment's groups.</summary>
internal sealed class LeakProof(ImmutableArray<SiteGroup> proven)
{
    private static readonly LeakProof None = new([]);

    /// <summary>Of several profiles, each site's largest count: one request alone can miss goroutines, none adds any.</summary>
    public static LeakProof Of(Moment moment, Snapshot main, FrameTable frames)
    {
        var profiles = moment.Snapshots.Where(snapshot => snapshot.Kind == EvidenceKind.LeakProfile && snapshot != main).ToList();
        if (profiles.Count == 0) return None;

        var sites = profiles.SelectMany(profile => new SiteGroups(ProofRules.Apply(profile.Groups), frames).BySite());
        return new([.. sites.GroupBy(site => site.Key).Select(same => same.MaxBy(site => site.Count)!)]);
    }

    public LeakProof Without(Predicate<SiteGroup> isUnwanted) => new(proven.RemoveAll(isUnwanted));

    /// <summary>Marks as many goroutines of each site as are proven; adds sites that the moment's own evidence missed.</summary>
    public ImmutableArray<SiteGroup> MergeInto(ImmutableArray<SiteGroup> groups)
    {
        if (proven.IsEmpty) return groups;

        var merged = groups.ToBuilder();
        foreach (var proof in proven)
        {
            if (!Mark(merged, proof)) merged.Add(proof with { Leaked = proof.Count });
        }
        return [.. merged.OrderByDescending(group => group.Count)];
    }

    private static bool Mark(ImmutableArray<SiteGroup>.Builder groups, SiteGroup proof)
    {
        var left = proof.Count;
        var found = false;
        for (var i = 0; i < groups.Count; i++)
        {
            if (!IsSameSite(groups[i].Key, proof.Key)) continue;
            found = true;
            var leaked = Math.Max(groups[i].Leaked, Math.Min(left, groups[i].Count));
            left = Math.Max(0, left - leaked);
            groups[i] = groups[i] with { Leaked = leaked };
        }
        return found;
    }

    // Text profiles hide the frames that tell the state.
    private static bool IsSameSite(SiteKey a, SiteKey b) =>
        a == b || ((a.Signature.Kind == WaitKind.Unknown || b.Signature.Kind == WaitKind.Unknown) && a.WithoutKind == b.WithoutKind);
}
