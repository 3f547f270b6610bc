using System.Globalization;
using Unpark.Analysis.Trends;

namespace Unpark.Tests.Analysis.Trends;

public class TrendTests
{
    [Theory]
    [InlineData("5, 12, 20, 27, 35")]
    [InlineData("0, 3, 6, 9, 12, 15")]
    [InlineData("100, 180, 260, 250, 410, 500, 590, 640")]
    [InlineData("1, 2, 3, 4, 5, 6, 7, 8, 9, 10")]
    public void A_leak_grows(string counts) => Check(true, counts);

    [Theory]
    [InlineData("20, 52, 57, 61, 65, 69, 73", "0, 1.6, 1.85, 2.05, 2.25, 2.45, 2.65")]
    [InlineData("20, 24, 28, 32, 36, 68, 73", "0, 0.2, 0.4, 0.6, 0.8, 2.4, 2.65")]
    public void A_leak_grows_however_unevenly_it_is_looked_at(string counts, string minutes) => Check(true, counts, minutes);

    [Theory]
    [InlineData("100, 103, 99, 101, 100")]
    [InlineData("8, 8, 8, 8, 8")]
    [InlineData("0, 0, 0, 0, 0")]
    [InlineData("40, 35, 30, 25, 20")]
    public void A_steady_or_falling_count_does_not_grow(string counts) => Check(false, counts);

    [Theory]
    [InlineData("1, 5, 8, 8, 8")]
    [InlineData("1, 5, 8, 9, 9")]
    [InlineData("0, 63, 86, 95, 98")]
    [InlineData("5, 12, 20, 27, 27, 27, 27")]
    public void A_warm_up_that_levels_off_does_not_grow(string counts) => Check(false, counts);

    [Theory]
    [InlineData("19, 19, 19, 19, 40")]
    [InlineData("10, 10, 10, 60, 60, 60")]
    [InlineData("10, 11, 10, 12, 11, 12, 80")]
    public void A_single_jump_does_not_grow(string counts) => Check(false, counts);

    [Theory]
    [InlineData("1000, 1002, 1004, 1006, 1008")]
    [InlineData("0, 1, 2, 3")]
    public void A_rise_within_the_usual_variation_of_a_count_does_not_grow(string counts) => Check(false, counts);

    [Fact]
    public void A_healthy_count_raises_fewer_false_alarms_than_one_in_a_hundred()
    {
        var random = new Random(20261121);
        var alarms = Enumerable.Range(0, 20_000).Count(_ => Trend.Of(HealthySeries(random), []).IsGrowing);
        Assert.True(alarms < 200, $"{alarms} false alarms in 20,000 healthy series");
    }

    [Fact]
    public void A_load_that_wanders_raises_fewer_false_alarms_than_one_in_a_hundred()
    {
        var random = new Random(20261122);
        var alarms = Enumerable.Range(0, 20_000).Count(_ => Trend.Of(WanderingSeries(random), []).IsGrowing);
        Assert.True(alarms < 200, $"{alarms} false alarms in 20,000 wandering series");
    }

    [Fact]
    public void The_p_value_of_a_rise_without_exception_is_one_in_all_orders() =>
        Assert.Equal(1.0 / 120, MannKendall.RisingPValue([1, 2, 3, 4, 5]), 12);

    [Fact]
    public void The_exact_p_value_agrees_with_the_count_of_all_orders()
    {
        // Score 4 of 6 pairs: 1 order has none reversed, 3 have one.
        Assert.Equal(4.0 / 24, MannKendall.RisingPValue([1, 2, 4, 3]), 12);
    }

    [Fact]
    public void A_constant_series_has_no_evidence_of_a_rise() => Assert.Equal(1, MannKendall.RisingPValue([7, 7, 7, 7]));

    [Fact]
    public void The_slope_is_not_moved_by_one_outlier()
    {
        double[] hours = [0, 1, 2, 3, 4, 5, 6];
        Assert.Equal(10, Trend.Of([0, 10, 20, 300, 40, 50, 60], hours).Rate!.PerHour, 6);
    }

    [Fact]
    public void The_rhythm_of_the_day_does_not_grow() => CheckHalfMinutes(false, 3, hour => 100 + (60 * Math.Sin(2 * Math.PI * hour / 24)));

    [Fact]
    public void A_leak_under_the_rhythm_of_the_day_grows() => CheckHalfMinutes(true, 3, hour => 100 + (10 * hour) + (60 * Math.Sin(2 * Math.PI * hour / 24)));

    [Fact]
    public void More_replicas_or_fewer_are_no_growth() => CheckHalfMinutes(false, 3, hour => (hour < 30 ? 60 : 90) + (20 * Math.Sin(2 * Math.PI * hour / 24)));

    [Fact]
    public void A_restart_every_day_with_its_warm_up_does_not_grow() => CheckHalfMinutes(false, 3, hour => 80 * (1 - Math.Exp(-(hour % 24) * 6)));

    [Fact]
    public void A_leak_that_began_after_a_day_of_peace_is_found_and_dated()
    {
        var trend = CheckHalfMinutes(true, 2, hour => 5 + Math.Max(0, (hour - 36) * 50));
        Assert.InRange(trend.Start / 120.0, 24, 44);
        Assert.InRange(50, trend.Rate!.Low - 1, trend.Rate.High + 1);
    }

    [Fact]
    public void A_leak_that_outgrows_what_it_was_before_a_restart_is_found() =>
        CheckHalfMinutes(true, 1, hour => hour < 4 ? 4 + (50 * hour) : 4 + (50 * (hour - 4)));

    private static Trend CheckHalfMinutes(bool growing, int days, Func<double, double> countAt)
    {
        double[] hours = [.. Enumerable.Range(0, days * 2880).Select(i => i / 120.0)];
        var trend = Trend.Of([.. hours.Select(hour => (long)Math.Round(countAt(hour)))], hours);
        Assert.Equal(growing, trend.IsGrowing);
        return trend;
    }

    private static void Check(bool growing, string counts, string minutes = "") => Assert.Equal(growing, Trend.Of(
        [.. counts.Split(", ").Select(long.Parse)],
        minutes.Length == 0 ? [] : [.. minutes.Split(", ").Select(minute => double.Parse(minute, CultureInfo.InvariantCulture) / 60)]).IsGrowing);

    // Independent counts around a level, as arrivals at a steady rate give them.
    private static long[] HealthySeries(Random random)
    {
        var level = Math.Pow(10, random.NextDouble() * 3.5);
        return [.. Enumerable.Range(0, random.Next(5, 30)).Select(_ => Poisson(random, level))];
    }

    // Arrivals and departures: each look finds part of the goroutines of the last one again.
    private static long[] WanderingSeries(Random random)
    {
        var level = Math.Pow(10, random.NextDouble() * 3);
        var stays = random.NextDouble() * 0.95;
        var counts = new long[random.Next(5, 30)];
        counts[0] = Poisson(random, level);
        for (var i = 1; i < counts.Length; i++)
        {
            var left = 0L;
            for (var g = 0; g < counts[i - 1]; g++) left += random.NextDouble() < stays ? 1 : 0;
            counts[i] = left + Poisson(random, level * (1 - stays));
        }
        return counts;
    }

    private static long Poisson(Random random, double mean)
    {
        if (mean > 30) return (long)Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * Gauss(random)));
        var limit = Math.Exp(-mean);
        var count = 0;
        for (var product = random.NextDouble(); product > limit; product *= random.NextDouble()) count++;
        return count;
    }

    private static double Gauss(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
