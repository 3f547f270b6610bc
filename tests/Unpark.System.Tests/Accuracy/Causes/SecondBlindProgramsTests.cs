namespace Unpark.Tests.Accuracy.Causes;

/// <summary>A second round, after what the first one showed was mended, and by somebody who had not read the first: did it help with programs nobody had seen?</summary>
public sealed class SecondBlindProgramsTests
{
    private const double AtLeast = 0.9;

    [Fact]
    public void The_class_of_the_cause_is_right() => CauseVerdict.AssertShare(BlindPrograms.OfSecondRound, AtLeast, verdict => verdict.ClassRight);

    [Fact]
    public void The_line_to_blame_is_shown() => CauseVerdict.AssertShare(BlindPrograms.OfSecondRound, AtLeast, verdict => verdict.LineShown);

    [Fact]
    public void A_cause_that_is_sure_is_of_the_right_class() =>
        Assert.DoesNotContain(BlindPrograms.OfSecondRound, verdict => verdict is { Said.Cause.IsSure: true, ClassRight: false });

    [Fact]
    public void Two_objects_of_one_type_locked_in_turn_are_not_called_one_locked_twice() =>
        Assert.Equal("lock-order", Assert.Single(BlindPrograms.OfSecondRound, verdict => verdict.Place == "podtransfer").Said?.Name);

    [Fact]
    public void The_table_of_the_page_is_what_is_measured() => AccuracyPage.Check("causes-blind-second", CauseVerdict.TableOfShown(BlindPrograms.OfSecondRound));
}
