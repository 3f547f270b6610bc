using System.Collections.Immutable;
using System.Globalization;
using Unpark.Model;

namespace Unpark.Findings;

/// <summary>The report in one line.</summary>
public static class Verdict
{
    /// <summary>Kind of evidence: tests that were watched to their end, or to their time limit.</summary>
    public const string Tests = "tests";

    /// <summary>Kind of evidence: tests that ended before their end, by a panic or os.Exit.</summary>
    public const string CutShort = "tests cut short";

    /// <summary>Kind of evidence: source, and nothing that ran.</summary>
    public const string Source = "source";

    public static bool IsOfSource(Report report) => report.Evidence is [{ Kind: Source }];

    public static string Of(Report report)
    {
        var loud = report.Findings.Where(finding => finding.Level > Level.Note).ToList();
        if (loud.Count == 0) return Silent(report);

        var worst = loud[0];
        var races = loud.Count(finding => finding.Rule.Class == FindingClass.Race);
        var stuck = loud.Where(finding => finding.Rule.Class != FindingClass.Race).Sum(finding => finding.Count);
        var findings = races == 0 || races == loud.Count ? $"{loud.Count} findings" : $"{loud.Count} findings, {Count(races, "data race")} among them";
        if (loud.Count == 1) return $"{worst.Title} ({Word(worst.Confidence)}).";
        // Of several crashes in one log the total is that of the last.
        return stuck == 0 || stuck > report.Total
            ? $"{findings}; the worst: {worst.Title} ({Word(worst.Confidence)})."
            : $"{findings}, {Number(stuck)} of {Number(report.Total)} goroutines; the worst: {worst.Title} ({Word(worst.Confidence)}).";
    }

    private static string Silent(Report report)
    {
        if (IsOfSource(report)) return $"Nothing found in {report.Evidence[0].Source}{(report.Suppressed.IsEmpty ? "" : $" but {Count(report.Suppressed.Length, "finding")} that comments ignore")}.";
        if (report.Evidence.All(evidence => evidence.Kind is Tests or CutShort)) return SilentTests(report);
        if (report.Evidence.All(evidence => evidence.Goroutines is null)) return "No goroutines in this evidence.";
        if (report.Crash is { } crash) return $"The program ended: {Of(crash)}.";
        var moments = report.Changes is { } changes ? $", {Number(changes.TotalBefore)} before" : "";
        var (what, but) = report.Suppressed.IsEmpty ? ("stuck", "") : ("new", $"; {Count(report.Suppressed.Length, "finding")} suppressed");
        return $"Nothing {what}: {Count(report.Total, "goroutine")}{moments}, {Count(report.Groups.Length, "place")}{but}.";
    }

    private static string SilentTests(Report report)
    {
        if (report.Evidence.IsEmpty) return "No test was run anew, so none was watched: results came from the cache, or nothing was built.";
        var ended = report.Evidence.Where(evidence => evidence.Kind == Tests).DistinctBy(evidence => evidence.Source).Count();
        if (ended == 0) return "No tests came to their end: what they left behind is not known.";
        return report.Suppressed.IsEmpty
            ? $"Nothing left behind by the tests of {Count(ended, "package")}."
            : $"Nothing new left behind by the tests of {Count(ended, "package")}; {Count(report.Suppressed.Length, "finding")} suppressed.";
    }

    /// <summary>As the runtime printed it: "panic: boom".</summary>
    public static string Of(Crash crash) => crash.Kind switch
    {
        CrashKind.Signal => crash.Message,
        CrashKind.FatalError or CrashKind.Deadlock => $"fatal error: {crash.Message}",
        _ => $"panic: {crash.Message}",
    };

    /// <summary>"fixed: 2 places; 1,460 -> 262 goroutines"</summary>
    public static string Of(Verification verification)
    {
        var totals = $"{Number(verification.TotalBefore)} -> {Count(verification.TotalAfter, "goroutine")}";
        if (verification.Outcome is not { } outcome) return $"Nothing stands out in either; {totals}.";
        var parts = verification.Places.GroupBy(place => place.Outcome).Select(same => $"{Number(same.Count())} {Word(same.Key)}");
        return $"{char.ToUpperInvariant(Word(outcome)[0])}{Word(outcome)[1..]}: {Count(verification.Places.Length, "place")}, {string.Join(", ", parts)}; {totals}.";
    }

    public static string Word(Outcome outcome) => outcome switch
    {
        Outcome.Fixed => "fixed",
        Outcome.Better => "better",
        Outcome.Worse => "worse",
        _ => "unchanged",
    };

    public static string Word(Confidence confidence) => confidence switch
    {
        Confidence.Proven => "proven",
        Confidence.Likely => "likely",
        _ => "suspected",
    };

    public static string Word(Level level) => level switch
    {
        Level.Error => "error",
        Level.Warning => "warning",
        _ => "note",
    };

    /// <summary>"1 goroutine", "23,001 goroutines"</summary>
    public static string Count(long count, string noun) => $"{Number(count)} {noun}{(count == 1 ? "" : "s")}";

    /// <summary>"640 KiB", "1,500 MiB"</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 10 << 10 => Count(bytes, "byte"),
        < 10 << 20 => $"{Number(bytes >> 10)} KiB",
        < 10L << 30 => $"{Number(bytes >> 20)} MiB",
        _ => $"{Number(bytes >> 30)} GiB",
    };

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
