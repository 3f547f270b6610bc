using Unpark.Knowledge.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>A profile of goroutines seen as the snapshot it is.</summary>
internal static class GoroutineSnapshot
{
    /// <returns>Null for profiles of anything else.</returns>
    /// <param name="total">What the header of a text profile says; null to take the sum.</param>
    public static Snapshot? Of(Profile profile, string source, long? total = null)
    {
        if (profile.Name is not (ProfileNames.Goroutine or ProfileNames.GoroutineLeak)) return null;
        return Of(profile, source, KindOf(profile, EvidenceKind.Profile), total, runtimeHidden: false);
    }

    /// <summary>The same for the text form, which hides the runtime's leading frames.</summary>
    public static Snapshot? OfText(Profile profile, string source, long total, long line) =>
        profile.Name is ProfileNames.Goroutine or ProfileNames.GoroutineLeak
            ? Of(profile, source, KindOf(profile, EvidenceKind.TextProfile), total, runtimeHidden: true) with { Line = line }
            : null;

    private static Snapshot Of(Profile profile, string source, EvidenceKind kind, long? total, bool runtimeHidden) =>
        new(source, kind, total ?? Sum(profile), () => new GoroutineGroups(profile, kind, runtimeHidden).Build())
        {
            TakenAt = profile.TakenAt,
            IsDelta = profile.IsDelta,
            LazyStacks = kind == EvidenceKind.Profile ? new(() => StacksOf(profile)) : null,
        };

    private static StackCount[]? StacksOf(Profile profile)
    {
        if (profile.HashStacks() is not { } hashes) return null;
        var stacks = new StackCount[hashes.Length];
        for (var sample = 0; sample < stacks.Length; sample++) stacks[sample] = new(hashes[sample], profile.Values(sample)[profile.DefaultSampleType]);
        return stacks;
    }

    private static EvidenceKind KindOf(Profile profile, EvidenceKind otherwise) => profile.Name == ProfileNames.GoroutineLeak
        ? EvidenceKind.LeakProfile
        : profile.SampleCount > 0 && GoroutineLabels.Has(profile, 0) ? EvidenceKind.GoroutineProfile : otherwise;

    private static long Sum(Profile profile)
    {
        var sum = 0L;
        for (var sample = 0; sample < profile.SampleCount; sample++) sum = unchecked(sum + profile.Values(sample)[profile.DefaultSampleType]);
        return sum;
    }
}
