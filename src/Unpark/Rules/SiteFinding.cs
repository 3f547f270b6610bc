using System.Collections.Immutable;
using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Rules;

/// <summary>Fills a finding about a site with what the site itself says.</summary>
internal static class SiteFinding
{
    public static Finding Of(RuleDoc rule, SiteGroup site, Confidence confidence, Level level, IEnumerable<string> because, string? title = null, string? fix = null) => new()
    {
        Rule = rule,
        Class = ClassOf(rule, site),
        Title = title ?? TitleOf(site),
        Confidence = confidence,
        Level = level,
        Count = site.Count,
        State = site.State,
        Site = site.Site,
        CreatedBy = site.CreatedBy,
        Stack = site.Stack,
        Goroutines = site.FirstIds,
        Tests = TestsOf(site),
        Age = site.Minutes is (var min, var max) ? new(min, max) : null,
        Ages = AgeReasons.PatternOf(site),
        Because = [.. because, .. Origin(site)],
        Fix = fix ?? Advice.FixOf(site),
        Fingerprint = site.Fingerprint,
    };

    /// <summary>"20 goroutines wait to send at order.go:52"</summary>
    public static string TitleOf(SiteGroup site) => $"{Words.Goroutines(site.Count)} {Words.Do(site, site.Count)} {Words.At(site)}";

    // A general rule's findings are of the class of what they wait for.
    private static FindingClass ClassOf(RuleDoc rule, SiteGroup site) =>
        rule.Class is FindingClass.Lifecycle or FindingClass.Growth ? Advice.ClassOf(site) : rule.Class;

    private static IEnumerable<string> Origin(SiteGroup site)
    {
        if (site is { IsUsers: false, Known: { } known }) yield return $"a goroutine of {known.Owner}: {known.Purpose}; expected: {known.Expected}";
    }

    private static ImmutableArray<TestOrigin> TestsOf(SiteGroup site)
    {
        var tests = new Dictionary<string, TestOrigin>(StringComparer.Ordinal);
        foreach (var part in site.Parts)
        {
            foreach (var label in part.Labels)
            {
                if (label.Key is not (TestBinary.TestLabel or TestBinary.PerhapsTestLabel)) continue;
                var sure = label.Key == TestBinary.TestLabel;
                var test = tests.GetValueOrDefault(label.Key + label.Value) ?? new("", label.Value.Length == 0 ? null : label.Value, 0, sure);
                tests[label.Key + label.Value] = test with { Count = test.Count + part.Count };
            }
        }
        return tests.Count == 0 ? [] : [.. tests.OrderBy(test => test.Key, StringComparer.Ordinal).Select(test => test.Value)];
    }
}
