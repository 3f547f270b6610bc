using Unpark.Collectors.Http;
using Unpark.Monitor;
using Unpark.Monitor.Schedule;
using Unpark.Monitor.Targets;

namespace Unpark.Tests.Monitor.Schedule;

public class ScrapeScheduleTests
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30), LongestBackOff = TimeSpan.FromMinutes(5);

    private readonly ScrapeSchedule _schedule = new();

    [Fact]
    public void Looks_are_spread_evenly_over_the_interval()
    {
        Set(1000);
        TakeAllUntil(Seconds(60));
        var bySecond = new int[30];
        for (var second = 60; second < 90; second++) bySecond[second - 60] = TakeAllUntil(Seconds(second + 1)).Count;
        Assert.Equal(1000, bySecond.Sum());
        Assert.InRange(bySecond.Max(), 30, 66);
        Assert.InRange(bySecond.Min(), 10, 35);
    }

    [Fact]
    public void First_looks_do_not_wait_for_the_interval()
    {
        Set(10);
        Assert.Equal(10, TakeAllUntil(Seconds(1)).Count);
    }

    [Fact]
    public void Every_target_is_looked_at_once_an_interval_whatever_comes_and_goes()
    {
        var looks = new Dictionary<string, int>();
        for (var second = 0; second < 600; second++)
        {
            Set(second % 2 == 0 ? 50 : 60, now: Seconds(second));
            foreach (var target in TakeAllUntil(Seconds(second + 1))) looks[target] = looks.GetValueOrDefault(target) + 1;
        }
        for (var i = 0; i < 50; i++) Assert.InRange(looks[KeyOf(i)], 19, 22);
    }

    [Fact]
    public void The_longest_due_comes_first_and_what_is_missed_is_counted()
    {
        Set(100);
        TakeAllUntil(Seconds(30));
        // Nobody has time for a hundred seconds: each target misses about two looks, and none is taken twice for that.
        var late = new List<TimeSpan>();
        while (_schedule.TryTake(Seconds(130), out var due))
        {
            late.Add(due.Late);
            _schedule.GiveBack(due, 0, LongestBackOff, Seconds(130));
        }
        Assert.Equal(100, late.Count);
        Assert.Equal(late.OrderDescending(), late);
        Assert.InRange(_schedule.Missed, 200, 300);
    }

    [Fact]
    public void A_target_under_way_is_not_taken_again()
    {
        Set(1);
        Assert.True(_schedule.TryTake(Seconds(10), out var due));
        Assert.False(_schedule.TryTake(Seconds(1000), out _));
        Assert.Null(_schedule.NextDue);
        _schedule.GiveBack(due, 0, LongestBackOff, Seconds(1000));
        Assert.InRange(_schedule.NextDue!.Value, Seconds(1015), Seconds(1045));
    }

    [Theory]
    [InlineData(1, 60)]
    [InlineData(2, 120)]
    [InlineData(4, 300)]
    [InlineData(1000, 300)]
    public void A_target_that_fails_is_asked_less_and_less(int failures, int seconds)
    {
        Set(1);
        _schedule.TryTake(Seconds(10), out var due);
        _schedule.GiveBack(due, failures, LongestBackOff, Seconds(10));
        Assert.Equal(Seconds(10 + seconds), _schedule.NextDue);
    }

    [Fact]
    public void A_target_that_is_gone_is_never_taken()
    {
        Set(2);
        _schedule.TryTake(Seconds(10), out var due);
        Set(0, now: Seconds(10));
        _schedule.GiveBack(due, 0, LongestBackOff, Seconds(10));
        Assert.False(_schedule.TryTake(Seconds(1000), out _));
    }

    private void Set(int count, TimeSpan now = default) => _schedule.Set([.. Enumerable.Range(0, count).Select(Target)], now);

    private List<string> TakeAllUntil(TimeSpan end)
    {
        var taken = new List<string>();
        while (_schedule.NextDue is { } at && at < end && _schedule.TryTake(at, out var due))
        {
            taken.Add(due.Target.Key);
            _schedule.GiveBack(due, 0, LongestBackOff, at);
        }
        return taken;
    }

    private static MonitoredTarget Target(int number) => new()
    {
        Key = KeyOf(number),
        Labels = LabelSet.Empty.With("job", "a"),
        Asked = new Target { Root = new("http://localhost:1") },
        Interval = Interval,
        AllowStop = TimeSpan.Zero,
    };

    private static string KeyOf(int number) => $"a/10.0.{number / 250}.{number % 250}:6060";

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
