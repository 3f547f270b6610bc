using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering;

/// <summary>The figures of a finding in the words that every form for people uses. Empty for what is unknown.</summary>
internal static class Phrases
{
    public static string Of(Age age) =>
        age.MinMinutes == age.MaxMinutes ? $"{age.MaxMinutes} min or more" : $"{age.MinMinutes} to {age.MaxMinutes} min";

    public static string Of(Growth? growth)
    {
        if (growth is null) return "";
        var rate = growth.PerHour is { } perHour ? $", {Rate.Of(perHour, growth.Low, growth.High)}" : "";
        var sure = growth.PValue is { } p ? p < 0.0001 ? " (p < 0.0001)" : FormattableString.Invariant($" (p = {p:0.####})") : "";
        return $"{Verdict.Number(growth.From)} -> {Verdict.Number(growth.To)}{rate}{sure}";
    }

    public static string Of(Omission omission) =>
        $"{omission.What}: {omission.Why}." + (omission.HowToGet is { } flag ? $" Get it with {flag}." : "");

    /// <summary>"known: ..." of a baseline, "tolerated until 2026-12-31: ..." of the configuration.</summary>
    public static string Of(Suppression suppression)
    {
        var until = suppression.Expires is { } day ? FormattableString.Invariant($" until {day:yyyy-MM-dd}") : "";
        return $"{(suppression.Kind == SuppressionKind.Baseline ? "known" : "tolerated")}{until}: {suppression.Reason}";
    }

    /// <summary>"TestFetch in example.com/two, 3 of 9"</summary>
    public static string Of(TestOrigin test, long all)
    {
        var name = test switch
        {
            { Name: null } => "started while tests ran, not known by which",
            { Sure: false } => $"{test.Name} or a subtest of it, where its code stands,",
            _ => test.Name,
        };
        var package = test.Package.Length == 0 ? "" : $" in {test.Package}";
        var count = test.Count < all ? $", {Verdict.Number(test.Count)} of {Verdict.Number(all)}" : "";
        return name + package + count + test.Alone switch
        {
            null => "",
            true => " (alone, too)",
            false => " (not when run alone)",
        };
    }

    /// <summary>The tests a finding comes from, the first few.</summary>
    public static IEnumerable<string> TestsOf(Finding finding)
    {
        const int Shown = 8;
        foreach (var test in finding.Tests.Take(Shown)) yield return Of(test, finding.Count);
        if (finding.Tests.Length > Shown) yield return $"and {finding.Tests.Length - Shown} more";
    }

    /// <summary>"accumulating, +1,178 an hour (1,020 to 1,360): 245 came one after another ..."</summary>
    public static string Of(AgePattern? ages)
    {
        if (ages is null) return "";
        var rate = ages.PerHour is { } perHour ? $", {Rate.Of(perHour, ages.Low, ages.High)}" : "";
        return $"{Word(ages.Shape)}{rate}: {ages.Basis}";
    }

    private static string Word(AgeShape shape) => shape switch
    {
        AgeShape.Accumulating => "accumulating",
        AgeShape.AtStart => "started together",
        AgeShape.Burst => "came together",
        _ => "no pattern",
    };

    /// <summary>"1,460 -> 0"</summary>
    public static string Counts(PlaceOutcome place) => $"{Verdict.Number(place.Before)} -> {Verdict.Number(place.After)}";

    /// <summary>"it grows more slowly: +240 a minute before, +12 an hour after"</summary>
    public static string Because(PlaceOutcome place) => (place.PerHourBefore, place.PerHourAfter) switch
    {
        ({ } before, { } after) => $"{place.Because}: {Rate.Of(before, null, null)} before, {Rate.Of(after, null, null)} after",
        ({ } before, null) => $"{place.Because}; it grew by {Rate.Of(before, null, null)}",
        (null, { } after) => $"{place.Because}; it grows by {Rate.Of(after, null, null)}",
        _ => place.Because,
    };

    public static string Of(Cost? cost) => cost is null ? "" : $"about {Verdict.Bytes(cost.Bytes)}: {cost.Basis}";

    public static string Of(TimeSpan time) => time switch
    {
        { TotalSeconds: < 120 } => FormattableString.Invariant($"{time.TotalSeconds:0.#} s"),
        { TotalMinutes: < 120 } => FormattableString.Invariant($"{time.TotalMinutes:0.#} min"),
        { TotalHours: < 48 } => FormattableString.Invariant($"{time.TotalHours:0.#} h"),
        _ => FormattableString.Invariant($"{time.TotalDays:0.#} days"),
    };

    /// <summary>"buffer-slot, 1 place: the only send happens once", or why there is none.</summary>
    public static string PatchOf(Finding finding) => finding switch
    {
        { Patch: { } patch } => $"{patch.Strategy} in {Verdict.Count(patch.Edits.Length, "place")}: {patch.Why}; 'unpark fix' shows it",
        { NoPatch: { } reason } => $"none: {reason}",
        _ => "",
    };

    public static string IdsOf(Finding finding)
    {
        const int Shown = 8;
        if (finding.Goroutines.IsEmpty) return "";
        var ids = string.Join(", ", finding.Goroutines.Take(Shown));
        return finding.Count > Shown ? $"goroutines {ids}, and {Verdict.Number(finding.Count - Shown)} more" : $"goroutine {ids}";
    }

    /// <summary>Empty without a cause.</summary>
    public static string Of(Cause? cause) => cause is null ? "" : $"{cause.Sentence} [{cause.Name}{(cause.IsSure ? "" : ", likely")}]";
}
