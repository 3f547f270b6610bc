using Unpark.Analysis;
using Unpark.Analysis.Ages;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Model;
using static Unpark.Tests.Dump;

namespace Unpark.Tests.Analysis;

public class ArrivalsTests
{
    [Fact]
    public void One_after_another_since_the_start_accumulates() => Check("Accumulating", Minutes(Enumerable.Range(0, 30)));

    [Fact]
    public void All_as_old_as_the_program_were_started_with_it() => Check("AtStart", Minutes(Enumerable.Repeat(30, 12)));

    [Fact]
    public void Nearly_all_of_one_age_came_together() => Check("Burst", Minutes(Enumerable.Repeat(10, 40)));

    [Fact]
    public void Old_ones_that_are_rare_are_no_accumulation() =>
        Check("Unclear", Minutes([.. Enumerable.Repeat(1, 40), .. Enumerable.Repeat(2, 20), .. Enumerable.Repeat(3, 10), .. Enumerable.Repeat(5, 5), 8, 12, 20, 28]));

    [Fact]
    public void A_pool_beside_a_late_burst_is_neither() =>
        Check("Unclear", Minutes([.. Enumerable.Repeat(30, 20), .. Enumerable.Repeat(2, 20)]));

    [Fact]
    public void Few_or_young_goroutines_say_nothing()
    {
        Check("", Minutes(Enumerable.Repeat(30, 5)));
        Check("", Minutes(Enumerable.Repeat(2, 50)));
    }

    [Fact]
    public void Proven_leaks_have_lost_their_ages() => Check("", Group(50, "chan send", "main.a /a.go:1", minutes: [10], leaked: true));

    [Fact]
    public void The_rate_of_an_accumulation_has_its_true_value_within_its_bounds()
    {
        var site = SiteOf(Minutes(Enumerable.Range(0, 60).SelectMany(minute => Enumerable.Repeat(minute, 2))));
        var rate = Arrivals.Of(site)!.PerHour!;
        Assert.InRange(120, rate.Low, rate.High);
        Assert.InRange(rate.High - rate.Low, 1, 60);
    }

    private static void Check(string shape, GoroutineGroup group) => Assert.Equal(shape, Arrivals.Of(SiteOf(group))?.Shape.ToString() ?? "");

    private static GoroutineGroup Minutes(IEnumerable<int> minutes)
    {
        int[] all = [.. minutes];
        return Group(all.Length, "chan receive", "main.a /a.go:1", minutes: [.. all.Where(minute => minute > 0)]);
    }

    // Beside a goroutine that has waited since the program began, half an hour ago or more.
    private static SiteGroup SiteOf(GoroutineGroup group) =>
        new Evidence(Moments(Traceback(group, Group(1, "select", "main.loop /b.go:2", minutes: [30])))).Sites.First(site => site.Key.Line == 1);
}
