using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Analysis;

public class SurvivorsTests
{
    private const string Site = "main.a /a.go:1";

    [Fact]
    public void Who_is_there_in_every_moment_stayed() => Check("3 moments: of 4 stayed 2, 2 left, 3 came", [1, 2, 3, 4], [1, 2, 3, 5], [1, 2, 6, 7, 8]);

    [Fact]
    public void Who_was_away_between_and_is_back_came_anew() => Check("3 moments: of 2 stayed 1, 1 left, 1 came", [1, 2], [1], [1, 2]);

    [Fact]
    public void Moments_without_ids_are_passed_over()
    {
        var evidence = new Evidence(Moments(Traceback(Group(2, "select", Site, ids: [1, 2])), Profile(Group(9, "select", Site)), Traceback(Group(2, "select", Site, ids: [2, 3]))));
        Assert.Equal(new Turnover(2, 2, 2, 1), evidence.Survivors!.TurnoverAt(evidence.Sites.Single()));
    }

    [Fact]
    public void One_moment_with_ids_tells_nothing() =>
        Assert.Null(new Evidence(Moments(Profile(Group(2, "select", Site)), Traceback(Group(2, "select", Site, ids: [1, 2])))).Survivors);

    private static void Check(string expected, params long[][] moments)
    {
        var evidence = new Evidence(Moments([.. moments.Select(ids => Traceback(Group(ids.Length, "select", Site, ids: ids)))]));
        var turnover = evidence.Survivors!.TurnoverAt(evidence.Sites.Single());
        Assert.Equal(expected, $"{turnover.Moments} moments: of {turnover.Before} stayed {turnover.Stayed}, {turnover.Left} left, {turnover.Came} came");
    }
}
