using System.Collections.Immutable;
using Unpark.Analysis.Sites;
using Unpark.Model;

namespace Unpark.Analysis.Series;

/// <summary>What changed between two moments of one program.</summary>
/// <param name="Sites">Sites whose count differs, largest change first.</param>
/// <param name="Survivors">Goroutines with the same id at the same place in both; null when one side has no ids.</param>
internal sealed record Difference(MomentFacts Before, MomentFacts After, ImmutableArray<SiteChange> Sites, long? Survivors)
{
    public TimeSpan? Apart => After.Moment.TakenAt - Before.Moment.TakenAt;

    /// <summary>First against last of a series, with the counts between.</summary>
    /// <param name="run">Two moments of one process or more, in time order.</param>
    public static Difference Of(ImmutableArray<MomentFacts> run)
    {
        var (difference, keys) = (Of(run[0], run[^1]), ChangeKeys.For(run[0], run[^1]));
        if (!keys.CountAlike(run)) return difference;

        var counts = run.Select(keys.CountsOf).ToList();
        return difference with { Sites = [.. difference.Sites.Select(change => change with { Counts = [.. counts.Select(moment => moment.GetValueOrDefault(keys.KeyOf(change.Group)))] })] };
    }

    public static Difference Of(MomentFacts before, MomentFacts after)
    {
        var keys = ChangeKeys.For(before, after);
        var survivors = Analysis.Series.Survivors.Of([before, after]);
        var then = keys.GroupsOf(before).ToLookup(keys.KeyOf);
        var now = keys.GroupsOf(after).ToLookup(keys.KeyOf);

        var gone = then.Where(same => !now.Contains(same.Key)).Select(same => new SiteChange(same.First(), same.Sum(group => group.Count), 0, survivors is null ? null : 0));
        var here = now.Select(same => new SiteChange(
            same.First(),
            then[same.Key].Sum(group => group.Count),
            same.Sum(group => group.Count),
            survivors is null ? null : same.Sum(group => survivors.At(group))));
        return new(before, after, [.. here.Concat(gone).Where(change => change.Delta != 0 && !change.IsPassing).OrderByDescending(change => Math.Abs(change.Delta))], survivors?.Total);
    }

    // Creators count as part of the place only where both sides know them; states only where both
    // sides tell them alike: a profile says "running or runnable" of what a traceback calls "runnable".
    private sealed record ChangeKeys(bool WithCreator, bool WithKind)
    {
        public static ChangeKeys For(MomentFacts before, MomentFacts after) => new(
            before.HasCreators && after.HasCreators,
            before.Main.Kind == after.Main.Kind && after.Main.Kind != EvidenceKind.TextProfile);

        public bool CountAlike(ImmutableArray<MomentFacts> run) => run.All(moment =>
            (!WithKind || moment.Main.Kind == run[0].Main.Kind)
            && (!WithCreator || moment.HasCreators)
            && moment.Main.Kind == EvidenceKind.LeakProfile == (run[0].Main.Kind == EvidenceKind.LeakProfile));

        public IEnumerable<SiteGroup> GroupsOf(MomentFacts facts) => (WithCreator ? facts.Groups : facts.Sites).Where(group => !group.IsObserver);

        public Dictionary<(SiteKey Site, string? Creator), long> CountsOf(MomentFacts facts) =>
            GroupsOf(facts).GroupBy(KeyOf).ToDictionary(same => same.Key, same => same.Sum(group => group.Count));

        public (SiteKey Site, string? Creator) KeyOf(SiteGroup group) =>
            (WithKind ? group.Key : group.Key.WithoutKind, WithCreator ? group.CreatedBy?.Place : null);
    }
}

/// <param name="Group">As it is now; as it was, for a site that is gone.</param>
/// <param name="Survived">Same id, same place, in both; null when the evidence has no ids.</param>
internal sealed record SiteChange(SiteGroup Group, long Before, long After, long? Survived)
{
    public long Delta => After - Before;

    /// <summary>In each moment of a series; empty where they count differently, as a traceback between two profiles does.</summary>
    public ImmutableArray<long> Counts { get; init; } = [];

    /// <summary>One more or less of a library's own, such as the reader of the connection that asked: there for the moment, and no news.</summary>
    public bool IsPassing => Math.Abs(Delta) == 1 && (Group.Known is not null || Group.Site is null);
}
