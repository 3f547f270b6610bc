using System.Globalization;
using System.Text;
using Unpark.Tests.Accuracy;

namespace Unpark.Tests.Patches;

/// <summary>Every patch that is proposed for leaks nobody here wrote, tried with the newest Go here.</summary>
public sealed class PatchedPatternsTests(PatchedPatterns run) : IClassFixture<PatchedPatterns>
{
    [PatternsFact]
    public void Whatever_is_patched_stops_leaking() =>
        Assert.Empty(from name in PatchedPatterns.Names from finding in run.MendedIn(name) where !run.IsGone(name, finding) select $"{name}: {finding.Title} ({finding.Patch!.Strategy})");

    [PatternsFact]
    public void Nobody_waits_elsewhere_instead()
    {
        var before = PatchedPatterns.Names.Sum(name => run.FoundIn(name).Count(finding => finding.Patch is null));
        Assert.True(run.Left.Count <= before, string.Join('\n', run.Left));
    }

    [PatternsFact]
    public void Go_vet_says_nothing_new() => Assert.Empty(run.Complaints);

    [PatternsFact]
    public void A_patch_keeps_the_form_of_gofmt() => Assert.Equal("", run.Unformatted);

    [PatternsFact]
    public void What_does_not_leak_is_left_alone() => Assert.Empty(run.MendedIn("NoLeakGlobal"));

    [PatternsFact]
    public void Four_stuck_places_of_five_have_a_patch()
    {
        var without = (from name in PatchedPatterns.Names from finding in run.FoundIn(name).Except(run.MendedIn(name)) select $"{name}: {finding.Title}").ToList();
        Assert.True(5 * without.Count <= PatchedPatterns.Names.Sum(name => run.FoundIn(name).Count), string.Join('\n', without));
    }

    [PatternsFact]
    public void The_table_of_the_page_is_what_was_tried()
    {
        var page = new StringBuilder("| pattern | stuck places | with a patch | stop leaking | patch |\n|---|--:|--:|--:|---|\n");
        foreach (var name in PatchedPatterns.Names) page.Append(Row(name, [name])).Append(CultureInfo.InvariantCulture, $" {string.Join(", ", run.MendedIn(name).Select(finding => finding.Patch!.Strategy).Distinct())} |\n");
        AccuracyPage.Check("patches-patterns", page.Append(Row("**all**", PatchedPatterns.Names)).Append("  |\n").ToString());
    }

    private string Row(string title, IReadOnlyList<string> patterns) => FormattableString.Invariant(
        $"| {title} | {patterns.Sum(name => run.FoundIn(name).Count)} | {patterns.Sum(name => run.MendedIn(name).Count)} | {patterns.Sum(name => run.MendedIn(name).Count(finding => run.IsGone(name, finding)))} |");
}
