namespace Unpark.Tests.Accuracy.Causes;

/// <summary>Programs that were written without a look at what Unpark knows: does it name the line to blame from their recorded evidence?</summary>
public sealed class BlindProgramsTests
{
    private const double AtLeast = 0.9;

    [Fact]
    public void The_class_of_the_cause_is_right() => CauseVerdict.AssertShare(BlindPrograms.Verdicts, AtLeast, verdict => verdict.ClassRight);

    [Fact]
    public void The_line_to_blame_is_shown() => CauseVerdict.AssertShare(BlindPrograms.Verdicts, AtLeast, verdict => verdict.LineShown);

    [Fact]
    public void A_cause_that_is_sure_is_of_the_right_class() =>
        Assert.DoesNotContain(BlindPrograms.Verdicts, verdict => verdict is { Said.Cause.IsSure: true, ClassRight: false });

    [Fact]
    public void The_table_of_the_page_is_what_is_measured() => AccuracyPage.Check("causes-blind", CauseVerdict.TableOfShown(BlindPrograms.Verdicts));
}
