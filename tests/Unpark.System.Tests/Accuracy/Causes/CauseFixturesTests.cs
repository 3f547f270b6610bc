namespace Unpark.Tests.Accuracy.Causes;

/// <summary>A case for each way in which goroutines get stuck: is the line to blame named, and nothing said of the mended twin?</summary>
public sealed class CauseFixturesTests(CauseFixtures fixtures) : IClassFixture<CauseFixtures>
{
    private const double AtLeast = 0.95;

    [GoFact]
    public void There_are_at_least_forty_cases() => Assert.True(CauseFixtures.Names.Count >= 40, $"only {CauseFixtures.Names.Count}");

    [GoFact]
    public void The_class_of_the_cause_is_right() => CauseVerdict.AssertShare(fixtures.Stuck, AtLeast, verdict => verdict.ClassRight);

    [GoFact]
    public void The_line_to_blame_is_named() => CauseVerdict.AssertShare(fixtures.Stuck, AtLeast, verdict => verdict.LineRight);

    [GoFact]
    public void A_mended_twin_has_no_cause() => Assert.Empty(fixtures.Mended);

    [GoFact]
    public void The_table_of_the_page_is_what_is_measured() => AccuracyPage.Check("causes-own", CauseVerdict.Table(fixtures.Stuck));
}
