using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Model;
using Unpark.Model.Profiles;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Analysis;

public class DifferenceTests
{
    [Fact]
    public void What_came_went_and_grew_is_told_largest_first() =>
        Check(
            "+15 main.grow 5->20, -4 main.gone 4->0, +1 main.new 0->1",
            Traceback(Group(5, "chan send", "main.grow /a.go:1"), Group(4, "select", "main.gone /a.go:2"), Group(9, "select", "main.same /a.go:3")),
            Traceback(Group(20, "chan send", "main.grow /a.go:1"), Group(1, "select", "main.new /a.go:4"), Group(9, "select", "main.same /a.go:3")));

    [Fact]
    public void Different_creators_of_one_line_are_different_where_both_know_them() =>
        Check(
            "+3 main.wait 2->5",
            Traceback(Group(2, "select", "main.wait /a.go:1", "main.a /a.go:7"), Group(2, "select", "main.wait /a.go:1", "main.b /a.go:8")),
            Traceback(Group(5, "select", "main.wait /a.go:1", "main.a /a.go:7"), Group(2, "select", "main.wait /a.go:1", "main.b /a.go:8")));

    [Fact]
    public void A_profile_before_and_a_traceback_after_are_compared_without_creators() =>
        Check(
            "+1 main.wait 4->5",
            Profile(Group(4, "select", "main.wait /a.go:1")),
            Traceback(Group(3, "select", "main.wait /a.go:1", "main.a /a.go:7"), Group(2, "select", "main.wait /a.go:1", "main.b /a.go:8")));

    [Fact]
    public void A_text_profile_that_knows_no_states_is_compared_by_line() =>
        Check(
            "",
            Snapshot(EvidenceKind.TextProfile, Group(4, "unknown", "main.wait /a.go:1")),
            Profile(Group(4, "select", "main.wait /a.go:1")));

    [Fact]
    public void A_profile_and_a_traceback_have_different_words_for_a_running_goroutine() =>
        Check(
            "",
            Profile(Group(2, "running or runnable", "main.work /a.go:1")),
            Traceback(Group(2, "runnable", "main.work /a.go:1")));

    [Fact]
    public void One_library_goroutine_more_is_no_news_but_three_are()
    {
        var before = Traceback(Group(9, "select", "main.same /a.go:3"));
        Check("", before, Traceback(Group(9, "select", "main.same /a.go:3"), Group(1, "IO wait", "net/http.(*connReader).backgroundRead /go/src/net/http/server.go:742")));
        Check(
            "+3 net/http.(*connReader).backgroundRead 0->3",
            before,
            Traceback(Group(9, "select", "main.same /a.go:3"), Group(3, "IO wait", "net/http.(*connReader).backgroundRead /go/src/net/http/server.go:742")));
    }

    [Fact]
    public void Survivors_are_those_with_the_same_id_at_the_same_line()
    {
        var before = Traceback(Group(3, "chan send", "main.push /a.go:1", ids: [10, 11, 12]));
        var after = Traceback(Group(3, "chan send", "main.push /a.go:1", ids: [10, 11, 13]), Group(1, "select", "main.other /a.go:2", ids: [12]));
        var difference = Of(before, after);
        Assert.Equal(2, difference.Survivors);
        Assert.Equal([0L], difference.Sites.Select(change => change.Survived!.Value));
    }

    [Fact]
    public void Without_ids_nobody_is_known_to_survive() =>
        Assert.Null(Of(Profile(Group(3, "select", "main.a /a.go:1")), Profile(Group(3, "select", "main.a /a.go:1"))).Survivors);

    [Fact]
    public void A_series_tells_the_counts_between()
    {
        var run = new Evidence(Series("chan send", "main.push /a.go:1", 3, 9, 4, 20)).Run;
        Assert.Equal("3 9 4 20", string.Join(" ", Assert.Single(Difference.Of(run).Sites).Counts));
    }

    [Fact]
    public void Profiles_and_a_traceback_at_the_end_are_counted_by_line()
    {
        var run = new Evidence(Moments(Profile(Group(3, "select", "main.a /a.go:1")), Traceback(Group(4, "select", "main.a /a.go:1")))).Run;
        Assert.Equal("3 4", string.Join(" ", Assert.Single(Difference.Of(run).Sites).Counts));
    }

    [Fact]
    public void A_profile_between_two_tracebacks_is_not_counted_like_them()
    {
        var run = new Evidence(Moments(Traceback(Group(3, "select", "main.a /a.go:1")), Profile(Group(4, "select", "main.a /a.go:1")), Traceback(Group(5, "select", "main.a /a.go:1")))).Run;
        Assert.Empty(Assert.Single(Difference.Of(run).Sites).Counts);
    }

    private static void Check(string expected, Snapshot before, Snapshot after) => Assert.Equal(
        expected,
        string.Join(", ", Of(before, after).Sites.Select(change => $"{change.Delta:+0;-0} {change.Group.Site!.Frame.Function} {change.Before}->{change.After}")));

    private static Difference Of(Snapshot before, Snapshot after)
    {
        var run = new Evidence(Moments(before, after)).Run;
        return Difference.Of(run[0], run[1]);
    }
}
