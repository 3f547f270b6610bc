using System.Collections.Immutable;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Rules.Verifying;

/// <summary>Compares the places where goroutines were stuck before a change with the same places after it.</summary>
internal static class Verifier
{
    // Without a finding on either side: what load makes of a count is no news.
    private const int LargeChange = 20;
    private const int VeryLargeRise = 100;
    private const int Times = 3;

    public static Verification Of(Side before, Side after)
    {
        // A profile and a traceback, or a text profile, do not tell states alike.
        var withKind = before.Kind == after.Kind && after.Kind != EvidenceKind.TextProfile;
        var (then, now) = (before.Places(withKind), after.Places(withKind));
        ImmutableArray<PlaceOutcome> places =
        [
            .. then.Keys.Union(now.Keys)
                .Select(key => PlaceOf(key, then.GetValueOrDefault(key), now.GetValueOrDefault(key), after.ShowsGrowth))
                .OfType<PlaceOutcome>()
                .OrderByDescending(place => place.Outcome)
                .ThenByDescending(place => Math.Abs(place.After - place.Before))
                .ThenBy(place => place.Fingerprint, StringComparer.Ordinal),
        ];
        return new()
        {
            Outcome = OutcomeOf(places),
            TotalBefore = before.Total,
            TotalAfter = after.Total,
            Places = places,
            Notes = [.. Notes(before, after)],
        };
    }

    private static Outcome? OutcomeOf(ImmutableArray<PlaceOutcome> places)
    {
        if (places.IsEmpty) return null;
        if (places.Any(place => place.Outcome == Outcome.Worse)) return Outcome.Worse;
        if (places.All(place => place.Outcome == Outcome.Fixed)) return Outcome.Fixed;
        return places.Any(place => place.Outcome < Outcome.Unchanged) ? Outcome.Better : Outcome.Unchanged;
    }

    private static PlaceOutcome? PlaceOf(Signature key, Place? before, Place? after, bool showsGrowth)
    {
        if (Judge(before, after, showsGrowth) is not var (outcome, because)) return null;
        var shown = after ?? before!;
        return new()
        {
            Outcome = outcome,
            Site = shown.Site.Site!,
            State = shown.Site.State,
            Before = before?.Count ?? 0,
            After = after?.Count ?? 0,
            PerHourBefore = before?.Rate?.PerHour,
            PerHourAfter = after?.Rate?.PerHour,
            Because = because,
            Fingerprint = key.Fingerprint,
        };
    }

    private static (Outcome Outcome, string Because)? Judge(Place? before, Place? after, bool showsGrowth) => (before, after) switch
    {
        ({ Speaks: true }, _) => JudgeStuck(before, after, showsGrowth),
        (_, { Speaks: true }) when (before?.Count ?? 0) >= after.Count => (Outcome.Unchanged, "as many waited here before; only the later evidence says that they are stuck"),
        (_, { Speaks: true }) => (Outcome.Worse, before is null ? "nobody waited here before" : "nothing spoke against it before"),
        _ => JudgeQuiet(before, after),
    };

    private static (Outcome Outcome, string Because) JudgeStuck(Place before, Place? after, bool showsGrowth)
    {
        if (after is null) return (Outcome.Fixed, "nobody waits here any more");
        if (!after.Speaks && after.Count <= Math.Clamp(before.Count / 20, 2, 10)) return (Outcome.Fixed, "only few wait here, and nothing speaks against them");
        if (!after.Speaks && showsGrowth && before.Rate is not null) return (Outcome.Fixed, "some wait here, and their number does not grow any more");
        if (before.Rate is { } then && after.Rate is { } now)
        {
            if (now.High < then.Low) return (Outcome.Better, "it grows more slowly");
            return now.Low > then.High ? (Outcome.Worse, "it grows faster") : (Outcome.Unchanged, "it grows as fast as before, as far as the figures tell");
        }
        if (IsChange(before.Count, after.Count) && 2 * after.Count <= before.Count) return (Outcome.Better, "at most half as many wait here");
        return IsChange(before.Count, after.Count) && after.Count >= 2 * before.Count
            ? (Outcome.Worse, "at least twice as many wait here")
            : (Outcome.Unchanged, "about as many wait here");
    }

    // Nothing speaks against the place, as in two single profiles: only a change that load does not make counts.
    private static (Outcome Outcome, string Because)? JudgeQuiet(Place? before, Place? after)
    {
        var (then, now) = (before?.Count ?? 0, after?.Count ?? 0);
        if (!(after ?? before!).Site.Kind.IsBlocked() || !IsChange(then, now)) return null;
        if (then - now >= LargeChange && then >= Times * now) return now == 0 ? (Outcome.Fixed, "nobody waits here any more") : (Outcome.Better, "far fewer wait here");
        return now - then >= VeryLargeRise && now >= Times * then ? (Outcome.Worse, "far more wait here") : null;
    }

    // Under steady load a count of n varies by about the root of n.
    private static bool IsChange(long before, long after) => Math.Abs(after - before) > 3 * Math.Sqrt(Math.Max(before, after));

    private static IEnumerable<string> Notes(Side before, Side after)
    {
        if (before.ProgramMinutes > 2 * Math.Max(after.ProgramMinutes, 1) && after.ProgramMinutes > 0)
            yield return $"the program of after is younger (at least {Words.Count(after.ProgramMinutes, "minute")} old, the other {Words.Number(before.ProgramMinutes)}): fewer may only mean a shorter time to leak";
        if (!before.ShowsGrowth || !after.ShowsGrowth)
            yield return "with 5 or more moments on both sides (a folder each, or --for on a live program) the pace of a leak is compared, not only its size";
        if (before.Kind != after.Kind) yield return "the two sides are of different kinds: places are compared without their states";
    }
}
