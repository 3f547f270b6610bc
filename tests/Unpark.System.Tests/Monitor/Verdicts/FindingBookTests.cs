using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Monitor.Store;
using Unpark.Monitor.Verdicts;

namespace Unpark.Tests.Monitor.Verdicts;

public class FindingBookTests
{
    private static readonly RuleDoc Rule = new("UP6001", "growing-site", FindingClass.Growth, "t", "w", "c", "f");

    private readonly FindingBook _book = new(FindingBookOptions.Default);
    private readonly List<string> _told = [];
    private DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private FindingRecord? _last;
    private string? _lastText;

    [Fact]
    public void A_finding_is_told_once_when_it_was_seen_three_times_in_a_row()
    {
        Minutes(2, 10);
        Minutes(1, null);
        Minutes(2, 10);
        Assert.Empty(_told);
        Minutes(60, 10);
        Assert.Equal(["FindingAppeared"], _told);
    }

    [Fact]
    public void A_proof_is_told_at_once()
    {
        See([One("a", 1) with { Confidence = Confidence.Proven }]);
        Assert.Equal(["FindingAppeared"], _told);
    }

    [Fact]
    public void A_finding_is_told_again_when_it_doubled_and_when_it_is_gone_and_when_it_is_back()
    {
        for (var count = 10; count < 100; count++) Minutes(1, count);
        Minutes(3, null);
        Minutes(1, 99);
        Assert.Equal(["FindingAppeared", "FindingGrew", "FindingGrew", "FindingGrew"], _told);
        Minutes(10, null);
        Minutes(5, 30);
        Assert.Equal(["FindingGone", "FindingCameBack"], _told[4..]);
        Assert.Equal((1, 30, true), (_last!.Returns, _last.Peak, _last.IsThere));
    }

    [Fact]
    public void A_book_that_is_opened_again_tells_nothing_that_was_told()
    {
        Minutes(5, 10);
        var again = new FindingBook(FindingBookOptions.Default);
        again.Load([_last!]);
        Assert.All(again.Update("s", ServiceFinding.Of([new("a", [One("a", 12)], ImmutableDictionary<string, long>.Empty)]), _now), change => Assert.Null(change.Event));
    }

    [Theory]
    [InlineData(60.0, null, "s: the new version fixed it: 10 wait", Outcome.Fixed)]
    [InlineData(60.0, 20.0, "s: the new version made it better, and it is not gone: 10 wait", Outcome.Better)]
    [InlineData(60.0, 55.0, "s: the new version did not fix it: 10 wait", Outcome.Unchanged)]
    [InlineData(60.0, 200.0, "s: the new version made it worse: 10 wait", Outcome.Worse)]
    public void A_deployment_is_judged_by_the_pace_before_and_after(double before, double? after, string text, Outcome outcome)
    {
        Minutes(5, 10, before);
        _book.Deployed("s", _now);
        Minutes(29, after is null ? null : 10, after);
        Minutes(10, after is null ? null : 10, after);
        Assert.Equal("DeploymentJudged", _told[^1]);
        Assert.Equal((text, outcome), (_lastText, _last!.AfterDeployment!.Value));
    }

    [Fact]
    public void One_replica_of_two_hundred_stands_out_and_all_alike_are_one_finding()
    {
        ImmutableArray<InstanceVerdict> fleet = [.. Enumerable.Range(0, 200).Select(i => new InstanceVerdict($"r{i:000}", [], Counts(i % 7)))];
        var one = Assert.Single(ServiceFinding.Of(fleet.SetItem(17, new("r017", [One("r017", 1204)], Counts(1204)))));
        Assert.Equal("on 1 of 200 instances: r017 has 1,204 goroutines there, the others at most 6", one.Spread);

        var all = Assert.Single(ServiceFinding.Of([.. fleet.Select((instance, i) => new InstanceVerdict(instance.Target, [One(instance.Target, 1000 + i)], Counts(1000 + i)))]));
        Assert.Equal(("on all 200 instances: 1,000 to 1,199 goroutines each", 219_900), (all.Spread, all.Count));

        var some = Assert.Single(ServiceFinding.Of([.. fleet.Select((instance, i) => i < 5 ? new InstanceVerdict(instance.Target, [One(instance.Target, 50 - i)], Counts(50)) : instance)]));
        Assert.Equal("on 5 of 200 instances: r000 (50), r001 (49), r002 (48) and 2 more", some.Spread);
    }

    private void Minutes(int minutes, int? count, double? perHour = null)
    {
        for (var i = 0; i < minutes; i++) See(count is { } there ? [One("a", there, perHour)] : []);
    }

    private void See(ImmutableArray<Finding> findings)
    {
        _now += TimeSpan.FromMinutes(1);
        foreach (var change in _book.Update("s", ServiceFinding.Of([new("a", findings, ImmutableDictionary<string, long>.Empty)]), _now))
        {
            _last = change.Record;
            if (change.Event is not { } happened) continue;
            _told.Add(happened.Kind.ToString());
            _lastText = happened.Text;
        }
    }

    private static ImmutableDictionary<string, long> Counts(long count) => ImmutableDictionary<string, long>.Empty.Add("f1", count);

    private static Finding One(string target, int count, double? perHour = null) => new()
    {
        Rule = Rule, Title = "10 wait", Confidence = Confidence.Likely, Level = Level.Warning, Count = count, Because = [target], Fix = "f", Fingerprint = "f1",
        Growth = perHour is null ? null : new(perHour, 0.001, 1, count),
    };
}
