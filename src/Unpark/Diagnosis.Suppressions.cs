using System.Globalization;
using Unpark.Configuration;
using Unpark.Findings;
using Unpark.Findings.Baselines;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Rules;

namespace Unpark;

public static partial class Diagnosis
{
    /// <summary>The report without what a baseline knows and what the configuration tolerates; both are counted and kept apart.</summary>
    private static Report Suppress(Report report, DiagnosisOptions options)
    {
        if (options.Baseline is null && options.Configuration.Suppress.IsEmpty) return report;
        List<SuppressRule> rules = [.. options.Configuration.Suppress];
        List<SuppressRule> holding = [.. rules.Where(rule => !IsExpired(rule, options.Today))];
        var used = new HashSet<SuppressRule>();
        var (findings, suppressed) = (new List<Finding>(), new List<SuppressedFinding>());
        foreach (var finding in report.Findings)
        {
            foreach (var rule in rules.Where(rule => Fits(rule, finding))) used.Add(rule);
            if (holding.Find(rule => Fits(rule, finding)) is { } first) suppressed.Add(new(finding, new(SuppressionKind.Configuration, first.Reason, first.Expires)));
            else if (options.Baseline?.EntryOf(finding) is not { } entry) findings.Add(finding);
            else if (finding.Count > entry.Limit) findings.Add(Grown(finding, entry));
            else suppressed.Add(new(finding, new(SuppressionKind.Baseline, $"the baseline has it, with {Verdict.Number(entry.Count)}")));
        }
        return report with
        {
            Findings = [.. findings],
            Suppressed = [.. suppressed],
            Notes = [.. report.Notes, .. rules.Where(rule => !used.Contains(rule)).Select(Unused), .. GoneFrom(options.Baseline, report)],
            Diagnostics = [.. report.Diagnostics, .. rules.Where(rule => IsExpired(rule, options.Today)).Select(rule => Expired(rule, used.Contains(rule)))],
        };
    }

    private static bool IsExpired(SuppressRule rule, DateOnly? today) => rule.Expires < today;

    private static bool Fits(SuppressRule rule, Finding finding)
    {
        var frame = finding.Site?.Frame ?? finding.Stack.Leaf;
        return (rule.Rule is not { } name || IsRule(name, finding.Rule))
            && (rule.Fingerprint is not { } fingerprint || fingerprint == finding.Fingerprint)
            && (rule.Function is not { } function || (frame is not null && FitsFunction(function, frame.Function)))
            && (rule.File is not { } file || (frame is not null && file.Fits(frame.File)));
    }

    private static bool IsRule(string name, RuleDoc doc) =>
        name.Equals(doc.Id, StringComparison.OrdinalIgnoreCase) || name.Equals(doc.Name, StringComparison.OrdinalIgnoreCase);

    // Numbers of closures change from build to build: the function around them fits too.
    private static bool FitsFunction(NamePattern pattern, string function) =>
        pattern.Fits(GoFunctionName.Unescape(function)) || pattern.Fits(GoFunctionName.Parse(function).Outer);

    private static Finding Grown(Finding finding, BaselineEntry entry) => finding with
    {
        Because = [.. finding.Because, $"the baseline knows {Verdict.Number(entry.Count)} of them: {Verdict.Number(finding.Count)} are clearly more (it tolerates {Verdict.Number(entry.Limit)})"],
    };

    private static string Unused(SuppressRule rule) => rule.Rule is { } name && RuleSet.Find(name) is null
        ? $"{rule.Place}: there is no rule \"{name}\" for this entry of suppress; 'unpark rules' lists them."
        : $"{rule.Place}: no finding of this evidence fits this entry of suppress; where none ever does, it can go.";

    private static Diagnostic Expired(SuppressRule rule, bool isUsed)
    {
        var day = rule.Expires!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var then = isUsed ? "what it fits counts again" : "and it fits nothing: it can go";
        return new(rule.Place, null, $"this entry of suppress ({rule.Reason}) expired on {day}; {then}");
    }

    private static IEnumerable<string> GoneFrom(Baseline? baseline, Report report)
    {
        var found = report.Findings.Select(finding => finding.Fingerprint).ToHashSet(StringComparer.Ordinal);
        var gone = baseline?.Entries.Count(entry => !found.Contains(entry.Fingerprint)) ?? 0;
        if (gone > 0) yield return $"{Verdict.Count(gone, "finding")} of the baseline {(gone == 1 ? "is" : "are")} not in this evidence: where they are mended, write the baseline again.";
    }
}
