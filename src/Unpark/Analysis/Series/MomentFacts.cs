using System.Collections.Immutable;
using Unpark.Analysis.Sites;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Series;

/// <summary>The goroutines of one moment, put together from its snapshots.</summary>
internal sealed class MomentFacts
{
    private readonly Lazy<ImmutableArray<SiteGroup>> _groups;
    private readonly Lazy<ImmutableArray<SiteGroup>> _sites;

    public MomentFacts(Moment moment, FrameTable frames, Ignored ignored)
    {
        Moment = moment;
        Main = MainOf(moment);
        var all = new Lazy<SiteGroups>(() => new(ProofRules.Apply(Main.Groups), frames));
        var proof = new Lazy<LeakProof>(() => LeakProof.Of(moment, Main, frames));
        _groups = new(() => proof.Value.MergeInto(all.Value.BySiteAndCreator()));
        _sites = ignored.IsEmpty ? new(() => proof.Value.MergeInto(all.Value.BySite())) : new(() => WithoutThe(ignored, all.Value, proof.Value, frames));
        Kinship = new(this, frames);
    }

    public Moment Moment { get; }

    /// <summary>The snapshot that says most: states, ids, ages and creators before mere counts, whole before cut.</summary>
    public Snapshot Main { get; }

    public long Total => Main.Total;

    /// <summary>By site and creator, largest first; those that write the evidence are among them.</summary>
    public ImmutableArray<SiteGroup> Groups => _groups.Value;

    /// <summary>By site, largest first; those that write the evidence are among them.</summary>
    public ImmutableArray<SiteGroup> Sites => _sites.Value;

    public Kinship Kinship { get; }

    public bool HasIds => Main.Groups.Any(group => !group.Goroutines.IsEmpty);

    public bool HasCreators => Main.Groups.Any(group => group.CreatedBy is not null);

    // What is ignored by its creator or label cannot be told in a leak profile, which has neither: its site is left out there too.
    private ImmutableArray<SiteGroup> WithoutThe(Ignored ignored, SiteGroups all, LeakProof proof, FrameTable frames)
    {
        var kept = new SiteGroups(ProofRules.Apply(Main.Groups).Where(group => !ignored.Holds(group)), frames).BySite();
        var gone = all.BySite().Select(site => site.Key).Except(kept.Select(site => site.Key)).ToHashSet();
        return proof.Without(site => gone.Contains(site.Key) || ignored.Holds(site.Parts[0])).MergeInto(kept);
    }

    private static Snapshot MainOf(Moment moment) => moment.Snapshots.MinBy(Rank)!;

    private static int Rank(Snapshot snapshot) => (snapshot.Cut ? 10 : 0) + snapshot.Kind switch
    {
        EvidenceKind.Crash => 0,
        EvidenceKind.Traceback => 1,
        EvidenceKind.GoroutineProfile => 2,
        EvidenceKind.Profile => 3,
        EvidenceKind.Trace => 4,
        EvidenceKind.TextProfile => 5,
        _ => 20,
    };
}
