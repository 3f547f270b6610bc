using System.Globalization;
using System.Text;
using Unpark.Findings;
using Unpark.Tests.Samples;

namespace Unpark.Tests.Patches;

/// <summary>Every patch that is proposed for a sample, tried with the newest Go here.</summary>
public sealed class PatchedSamplesTests(PatchedSamples run) : IClassFixture<PatchedSamples>
{
    [GoFact(NewestAtLeast = 27)]
    public void Whatever_is_patched_stops_leaking() =>
        Assert.True(run.Outcome.Places.All(IsFixed), string.Join('\n', run.Outcome.Places.Select(place => $"{place.Outcome} {place.Site}: {place.Before} -> {place.After}")));

    [GoFact(NewestAtLeast = 27)]
    public void A_patch_keeps_the_form_of_gofmt() => Assert.Equal("", run.Unformatted);

    [GoFact(NewestAtLeast = 27)]
    public void Four_samples_of_five_have_a_patch()
    {
        var without = SamplesInOne.Names.Where(name => run.Of(name).Count == 0).ToList();
        Assert.True(5 * without.Count <= SamplesInOne.Names.Count, $"{without.Count} of {SamplesInOne.Names.Count} have none: {string.Join(", ", without)}");
    }

    [GoFact(NewestAtLeast = 27)]
    public void The_table_of_the_page_is_what_was_tried()
    {
        var page = new StringBuilder("| sample | patch | stops leaking |\n|---|---|---|\n");
        foreach (var name in SamplesInOne.Names)
        {
            var patches = run.Of(name);
            page.Append(CultureInfo.InvariantCulture, $"| {name} | {(patches.Count == 0 ? "none" : string.Join(", ", patches.Select(patch => patch.Strategy).Distinct()))} | {(patches.Count == 0 ? "" : IsFixed(name) ? "yes" : "no")} |\n");
        }
        AccuracyPage.Check("patches", page.ToString());
    }

    // Goroutines of a library may be those of another sample, too: of one without a patch, or of what lives as long as the program.
    private static bool IsFixed(PlaceOutcome place) => place.Outcome == Outcome.Fixed || (place.Outcome == Outcome.Better && !place.Site.Frame.Function.StartsWith("samples/", StringComparison.Ordinal));

    private bool IsFixed(string sample) =>
        run.Outcome.Places.Where(place => place.Site.Frame.Function.StartsWith($"samples/{sample}.", StringComparison.Ordinal)).All(place => place.Outcome == Outcome.Fixed);
}
