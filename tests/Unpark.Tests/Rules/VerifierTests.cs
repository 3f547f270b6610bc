using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Model.Profiles;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Rules;

public class VerifierTests
{
    private const string Send = "main.(*Queue).Push.func1 /app/queue.go:52";

    [Theory]
    [InlineData("19", "19")]
    [InlineData("19", "27")]
    [InlineData("27", "27")]
    public void The_mended_twin_of_a_real_leak_is_fixed(string before, string after) =>
        Check("Fixed: 1 place, 1 fixed", Real("leaking", before), Real("fixed", after));

    [Fact]
    public void The_same_leak_built_by_another_Go_is_unchanged() =>
        Check("Unchanged: 1 place, 1 unchanged", Real("leaking", "19"), Real("leaking", "27"));

    [Fact]
    public void The_way_back_is_worse() => Check("Worse: 1 place, 1 worse", Real("fixed", "27"), Real("leaking", "27"));

    [Fact]
    public void A_program_that_leaks_in_neither_has_nothing_to_compare() => Check("Nothing stands out in either", Real("fixed", "19"), Real("fixed", "27"));

    [Fact]
    public void A_moved_line_and_a_renumbered_closure_are_the_same_place() =>
        Check("Better: 1 place, 1 better", One(400, Send), One(40, "main.(*Queue).Push.func3 /build/7/queue.go:81"));

    [Fact]
    public void One_place_mended_and_another_broken_is_worse() => Check(
        "Worse: 2 places, 1 worse, 1 fixed",
        [new([Profile(Group(300, "chan send", Send))])],
        [new([Profile(Group(200, "chan send", "main.other /app/other.go:9"))])]);

    [Fact]
    public void A_faster_leak_is_worse_and_a_slower_one_better()
    {
        var (slow, fast) = (Growing(10), Growing(100));
        Check("Worse: 1 place, 1 worse", slow, fast);
        Check("Better: 1 place, 1 better", fast, slow);
    }

    [Fact]
    public void A_leak_that_has_stopped_growing_is_fixed_though_some_still_wait() =>
        Check("Fixed: 1 place, 1 fixed", Growing(100), Series("chan send", Send, 60, 61, 59, 60, 60, 62));

    [Fact]
    public void A_queue_a_little_shorter_is_unchanged() => Check("Unchanged: 1 place, 1 unchanged", One(400, Send), One(380, Send));

    private static IReadOnlyList<Moment> Real(string form, string go)
    {
        using var bytes = File.OpenRead(TestData.Path($"verify/abandoned-sender.{form}.go1.{go}.txt.gz"));
        return Diagnosis.MomentsOf([EvidenceReader.Read(bytes, form)]);
    }

    private static ImmutableArray<Moment> One(long count, string stack) => Moments(Profile(Group(count, "chan send", stack)));

    private static ImmutableArray<Moment> Growing(long step) => Series("chan send", Send, [.. Enumerable.Range(0, 10).Select(i => 20 + (i * step))]);

    private static void Check(string expected, IReadOnlyList<Moment> before, IReadOnlyList<Moment> after) =>
        Assert.StartsWith(expected, Verdict.Of(Diagnosis.Verify(before, after)), StringComparison.Ordinal);
}
