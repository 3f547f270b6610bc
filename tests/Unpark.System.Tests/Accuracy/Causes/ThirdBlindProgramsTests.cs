namespace Unpark.Tests.Accuracy.Causes;

/// <summary>A third round, after published faults of large projects, by two people who had read neither the causes nor the rounds before.</summary>
public sealed class ThirdBlindProgramsTests
{
    private const double AtLeast = 0.9;

    [Fact]
    public void The_class_of_the_cause_is_right() => CauseVerdict.AssertShare(BlindPrograms.OfThirdRound, AtLeast, verdict => verdict.ClassRight);

    [Fact]
    public void The_line_to_blame_is_shown() => CauseVerdict.AssertShare(BlindPrograms.OfThirdRound, AtLeast, verdict => verdict.LineShown);

    [Fact]
    public void A_cause_that_is_sure_is_of_the_right_class() =>
        Assert.DoesNotContain(BlindPrograms.OfThirdRound, verdict => verdict is { Said.Cause.IsSure: true, ClassRight: false });

    [Fact]
    public void The_table_of_the_page_is_what_is_measured() => AccuracyPage.Check("causes-blind-third", CauseVerdict.TableOfShown(BlindPrograms.OfThirdRound));
}
