using Unpark.Findings;

namespace Unpark.Tests.Patches;

/// <summary>What is proposed for whole packages, read as a reviewer would, and tried.</summary>
public sealed class PatchFixturesTests(PatchFixtures run) : IClassFixture<PatchFixtures>
{
    public static IEnumerable<object[]> Names => PatchFixtures.Names.Select(name => new object[] { name });

    [GoTheory]
    [MemberData(nameof(Names))]
    public void The_patch_is_the_one_that_was_read(string name) => Golden.Check($"tests/fixtures/patches/{name}/{name}.diff", run.DiffOf(name));

    [GoFact]
    public void Whatever_is_patched_stops_leaking() =>
        Assert.True(run.Outcome.Places.All(place => place.Outcome == Outcome.Fixed), string.Join('\n', run.Outcome.Places.Select(place => $"{place.Outcome} {place.Site}: {place.Before} -> {place.After}")));

    [GoFact]
    public void Go_vet_has_nothing_to_say() => Assert.Equal("", run.Complaints);

    [GoFact]
    public void A_patch_keeps_the_form_of_gofmt() => Assert.Equal("", run.Unformatted);
}
