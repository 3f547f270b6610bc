using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules;

/// <summary>What the goroutines around a site say of it: who started it, and where others of the same origin are.</summary>
internal static class Relatives
{
    private const int PlacesTold = 3;

    public static IEnumerable<string> Of(Evidence evidence, SiteGroup site)
    {
        // Tests are started by package testing, and by the tests they are part of.
        if (evidence.Last?.Kinship is not { } kinship || TestFrames.IsTest(site.Stack)) yield break;

        if (kinship.IsOrphaned(site) == true)
            yield return site.Count == 1 ? "the goroutine that started it has ended" : "the goroutines that started them have ended";
        else if (kinship.StarterOf(site) is { IsObserver: false } starter && starter.Kind.IsBlocked() && !IsIdleMain(starter))
            yield return $"the goroutine that started {It(site)} {Words.Do(starter, 1)} {Words.At(starter)} itself";

        foreach (var other in kinship.StartedWith(site).Take(PlacesTold))
            yield return $"started in the same function: {SiteFinding.TitleOf(other)}";
    }

    /// <summary>Goroutines that a site waits for, going by who started them: those of its own function, else those started beside it.</summary>
    public static IReadOnlyList<SiteGroup> WaitedForBy(Evidence evidence, SiteGroup site)
    {
        if (evidence.Last?.Kinship is not { } kinship) return [];
        var children = kinship.StartedWhere(site).ToList();
        return children.Count > 0 ? children : [.. kinship.StartedWith(site)];
    }

    // Main that waits for a signal keeps a service alive.
    private static bool IsIdleMain(SiteGroup site) =>
        site is { IsMain: true, Kind: WaitKind.Receive or WaitKind.ReceiveNil or WaitKind.Select or WaitKind.SelectNoCases };

    private static string It(SiteGroup site) => site.Count == 1 ? "it" : "them";
}
