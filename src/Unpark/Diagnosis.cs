using System.Collections.Immutable;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rules;
using Unpark.Rules.Verifying;

namespace Unpark;

/// <summary>Runs the rules over evidence.</summary>
public static partial class Diagnosis
{
    /// <summary>Readings of separate pieces of evidence in time order: files, dumps of one log.</summary>
    public static Report Of(IReadOnlyList<Reading> readings, DiagnosisOptions? options = null) =>
        Of(Analysis.Series.Moments.Of(readings), readings, options);

    /// <summary>Moments in time order, as a collector took them from one target.</summary>
    /// <param name="readings">The readings the moments came from, for the summary and the diagnostics.</param>
    public static Report Of(IReadOnlyList<Moment> moments, IReadOnlyList<Reading> readings, DiagnosisOptions? options = null)
    {
        options ??= DiagnosisOptions.Default;
        var evidence = EvidenceOf(moments, readings, options);
        var failures = new List<Diagnostic>();
        var findings = WithCosts(Merged(Examine(RuleSet.All, evidence, failures)), evidence, readings);
        var report = ReportOf(evidence, readings, findings, options, failures);
        return Suppress(report, options) with { Unsuspected = new(() => Suppress(report with { Findings = UnsuspectedOf(evidence) }, options).Findings) };
    }

    /// <summary>Readings of separate pieces of evidence, put together into moments in time order.</summary>
    public static IReadOnlyList<Moment> MomentsOf(IReadOnlyList<Reading> readings) => Analysis.Series.Moments.Of(readings);

    /// <summary>Whether a change helped: moments of before against moments of after, one each or a series.</summary>
    public static Verification Verify(IReadOnlyList<Moment> before, IReadOnlyList<Moment> after, DiagnosisOptions? options = null) =>
        Verifier.Of(SideOf(before, options ?? DiagnosisOptions.Default), SideOf(after, options ?? DiagnosisOptions.Default));

    private static Side SideOf(IReadOnlyList<Moment> moments, DiagnosisOptions options)
    {
        var evidence = EvidenceOf(moments, [], options);
        return new(evidence, Merged(Examine(RuleSet.All, evidence, [])));
    }

    private static Evidence EvidenceOf(IReadOnlyList<Moment> moments, IReadOnlyList<Reading> readings, DiagnosisOptions options)
    {
        ImmutableArray<Moment> series = [.. moments];
        return new(series, SettingOf(series, options), options.Configuration, options.Known)
        {
            Races = [.. readings.SelectMany(reading => reading.Races)],
            History = options.History,
        };
    }

    private static Setting SettingOf(ImmutableArray<Moment> moments, DiagnosisOptions options) => options.Context switch
    {
        null => Setting.Of(moments),
        { } context => new(context == EvidenceContext.Test, "as asked for"),
    };

    /// <summary>
    /// What every rule finds, those that explain after those that suspect; one that throws is named in <paramref name="failures"/>
    /// and the others go on.
    /// </summary>
    internal static List<Found> Examine(IReadOnlyCollection<Rule> rules, Evidence evidence, List<Diagnostic> failures)
    {
        var found = new List<Found>();
        Examine(rules.Where(rule => rule is not CauseRule), evidence, found, failures);
        evidence.Suspects = SuspectsOf(evidence, found);
        Examine(rules.Where(rule => rule is CauseRule), evidence, found, failures);
        return found;
    }

    private static void Examine(IEnumerable<Rule> rules, Evidence evidence, List<Found> found, List<Diagnostic> failures)
    {
        foreach (var rule in rules)
        {
            try
            {
                found.AddRange(rule.Examine(evidence).Select(finding => new Found(rule, finding)));
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                failures.Add(new($"rule {rule.Doc.Id}", null, $"failed on this evidence ({failure.GetType().Name}: {failure.Message}); its findings are missing, all others are here"));
            }
        }
    }

    private static ImmutableArray<Finding> UnsuspectedOf(Evidence evidence)
    {
        var found = ImmutableArray.CreateBuilder<Finding>();
        foreach (var site in evidence.Sites)
        {
            foreach (var rule in RuleSet.All)
            {
                if (rule is CauseRule cause && cause.IsWorthALook(evidence, site) && !evidence.Suspects.Contains(site) && cause.Explain(evidence, site) is { } finding) found.Add(finding);
            }
        }
        return found.ToImmutable();
    }

    // A growing line is looked at as it was in the moment that says most, which need not be the last.
    private static ImmutableArray<SiteGroup> SuspectsOf(Evidence evidence, List<Found> found)
    {
        var places = found.Select(one => PlaceOf(one.Finding)).ToHashSet(StringComparer.Ordinal);
        // Most sites stand at no line of any finding: a bit for each line spares them a fingerprint.
        var lines = new bool[1 << 12];
        foreach (var one in found) lines[LineOf(one.Finding.Site) % lines.Length] = true;
        return
        [
            .. evidence.Sites.Concat(evidence.Series.Select(series => series.Site))
                .Where(site => lines[LineOf(site.Site) % lines.Length] && places.Contains(PlaceOf(site.Fingerprint, site.Site)))
                .DistinctBy(site => site.Key),
        ];
    }

    private static int LineOf(Site? site) => Math.Max(0, site?.Frame.Line ?? 0);

    private static string PlaceOf(Finding finding) => PlaceOf(finding.Fingerprint, finding.Site);

    private static string PlaceOf(string fingerprint, Site? site) => $"{fingerprint}:{site?.Frame.Line}";

    /// <summary>One finding a site, worst first: the rule that names the cause most closely, the surest confidence, everybody's reasons.</summary>
    internal static ImmutableArray<Finding> Merged(List<Found> found)
    {
        var merged = found
            .GroupBy(one => PlaceOf(one.Finding))
            .Select(same => Merge([.. WithoutIdleTalk([.. same]).Order(Found.ClosestFirst)]));
        return [.. TellApart(merged).Order(FindingOrder.WorstFirst)];
    }

    // A rule that knows nothing adds nothing to what one says that does.
    private static List<Found> WithoutIdleTalk(List<Found> same) =>
        same.Exists(one => one.Rule is { Specificity: >= 0 } and not CauseRule) ? same.FindAll(one => one.Rule.Specificity >= 0) : same;

    // Two lines of one function that wait alike share a signature: the second, third ... in the order of lines get one of their own.
    private static IEnumerable<Finding> TellApart(IEnumerable<Finding> findings) =>
        findings.GroupBy(finding => finding.Fingerprint).SelectMany(same => same
            .Order(FindingOrder.ByLine)
            .Select((finding, index) => index == 0 ? finding : finding with { Fingerprint = Signature.Hash($"{finding.Fingerprint}\n{index + 1}") }));

    // Why it is taken for stuck first, then what that comes from.
    private static Finding Merge(List<Found> found)
    {
        var best = found[0].Finding;
        if (found.Count == 1) return best;

        var same = found.FindAll(one => one.Rule is not CauseRule).Concat(found.FindAll(one => one.Rule is CauseRule)).Select(one => one.Finding).ToList();
        return best with
        {
            Title = TitleOf(best.Title, same),
            Confidence = same.Max(finding => finding.Confidence),
            Level = same.Max(finding => finding.Level),
            Growth = same.Select(finding => finding.Growth).FirstOrDefault(growth => growth is not null),
            Age = same.Select(finding => finding.Age).FirstOrDefault(age => age is not null),
            Ages = same.Select(finding => finding.Ages).FirstOrDefault(ages => ages is not null),
            Cost = same.Select(finding => finding.Cost).FirstOrDefault(cost => cost is not null),
            Picture = same.Select(finding => finding.Picture).FirstOrDefault(picture => picture is not null),
            Because = [.. same.SelectMany(finding => finding.Because).Distinct()],
            RuledOut = [.. same.SelectMany(finding => finding.RuledOut).Distinct()],
            Unknown = [.. same.SelectMany(finding => finding.Unknown).Distinct()],
        };
    }

    // Another rule may say the same and more: "..., and growing: 20 before".
    private static string TitleOf(string best, List<Finding> same) =>
        same.Select(finding => finding.Title).Where(title => title.StartsWith(best, StringComparison.Ordinal)).MaxBy(title => title.Length) ?? best;

    /// <summary>A finding and the rule that found it.</summary>
    internal sealed record Found(Rule Rule, Finding Finding)
    {
        /// <summary>The rule that names the cause most closely first, then the surest.</summary>
        public static readonly IComparer<Found> ClosestFirst = Comparer<Found>.Create((a, b) =>
            b.Rule.Specificity != a.Rule.Specificity ? b.Rule.Specificity.CompareTo(a.Rule.Specificity) : (int)b.Finding.Confidence - (int)a.Finding.Confidence);
    }
}
