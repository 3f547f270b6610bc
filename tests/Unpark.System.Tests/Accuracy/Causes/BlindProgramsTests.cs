namespace Unpark.Tests.Accuracy.Causes;

/// <summary>Programs that were written without a look at what Unpark knows: does it name the line to blame from their recorded evidence?</summary>
public sealed class BlindProgramsTests
{
    private const double AtLeast = 0.9;

    /// <summary>Each by other hands, after what the one before showed was mended.</summary>
    public static TheoryData<string> Rounds => ["first", "second", "third", "fourth", "fifth", "sixth"];

    /// <summary>With those of which less is known than the bar asks for.</summary>
    public static TheoryData<string> All => [.. Rounds, "seventh"];

    [Theory, MemberData(nameof(Rounds))]
    public void The_class_of_the_cause_is_right(string round) => CauseVerdict.AssertShare(BlindPrograms.Of(round), AtLeast, verdict => verdict.ClassRight);

    [Theory, MemberData(nameof(Rounds))]
    public void The_line_to_blame_is_shown(string round) => CauseVerdict.AssertShare(BlindPrograms.Of(round), AtLeast, verdict => verdict.LineShown);

    [Theory, MemberData(nameof(All))]
    public void A_cause_that_is_sure_is_of_the_right_class(string round) =>
        Assert.DoesNotContain(BlindPrograms.Of(round), verdict => verdict is { Said.Cause.IsSure: true, ClassRight: false });

    [Fact]
    public void Two_objects_of_one_type_locked_in_turn_are_not_called_one_locked_twice() =>
        Assert.Equal("lock-order", Assert.Single(BlindPrograms.Of("second"), verdict => verdict.Place == "podtransfer").Said?.Name);

    [Theory, MemberData(nameof(All))]
    public void The_table_of_the_page_is_what_is_measured(string round) => AccuracyPage.Check($"causes-blind-{round}", CauseVerdict.TableOfShown(BlindPrograms.Of(round)));
}
