using Unpark.Monitor.Schedule;

namespace Unpark.Tests.Monitor.Schedule;

public class JudgingBudgetTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Verdicts_wait_when_they_had_more_than_their_share()
    {
        var budget = new JudgingBudget(_time);
        Assert.True(budget.TryBegin());
        budget.Spend(TimeSpan.FromMinutes(1));
        Assert.False(budget.TryBegin());
        Assert.Equal(1, budget.Refused);
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.True(budget.TryBegin());
    }

    [Fact]
    public void Verdicts_get_two_fifths_of_the_processors()
    {
        var budget = new JudgingBudget(_time);
        var spent = TimeSpan.Zero;
        for (var second = 0; second < 600; second++)
        {
            for (; budget.TryBegin(); spent += TimeSpan.FromMilliseconds(50)) budget.Spend(TimeSpan.FromMilliseconds(50));
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        Assert.InRange(spent.TotalSeconds / (600 * Environment.ProcessorCount), 0.38, 0.42);
    }

    [Fact]
    public void A_small_fleet_never_waits_after_a_quiet_time()
    {
        var budget = new JudgingBudget(_time);
        _time.Advance(TimeSpan.FromHours(1));
        for (var i = 0; i < 100; i++)
        {
            Assert.True(budget.TryBegin());
            budget.Spend(TimeSpan.FromMilliseconds(40));
        }
    }
}
