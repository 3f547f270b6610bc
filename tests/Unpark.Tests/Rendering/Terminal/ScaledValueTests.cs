using Unpark.Rendering.Terminal;

namespace Unpark.Tests.Rendering.Terminal;

/// <summary>Expectations taken from what <c>go tool pprof</c> of Go 1.27 prints for the same numbers.</summary>
public class ScaledValueTests
{
    [Theory]
    [InlineData(78, "count", "78")]
    [InlineData(524528, "bytes", "512.23kB")]
    [InlineData(1048576, "bytes", "1MB")]
    [InlineData(-2048, "bytes", "-2kB")]
    [InlineData(0, "bytes", "0")]
    [InlineData(30_000_000, "nanoseconds", "30ms")]
    [InlineData(480_091_566_393, "nanoseconds", "480.09s")]
    [InlineData(5_400_000_000_000, "nanoseconds", "1.50hrs")]
    [InlineData(12, "widgets", "12")]
    public void A_value_alone_takes_the_largest_unit_that_fits(long value, string unit, string text) =>
        Assert.Equal(text, ScaledValue.Of(unit).Text(value));

    [Fact]
    public void A_table_keeps_the_unit_of_its_smallest_value() =>
        Assert.Equal("1024kB", ScaledValue.Of("bytes", smallest: 20_480, total: 1 << 20).Text(1 << 20));

    [Fact]
    public void A_smallest_value_far_below_the_total_is_shown_in_hundredths() =>
        Assert.Equal("0.02MB", ScaledValue.Of("bytes", smallest: 20_480, total: 1 << 30).Text(20_480));

    [Theory]
    [InlineData(78, 78, "  100%")]
    [InlineData(7, 78, " 8.97%")]
    [InlineData(74, 78, "94.87%")]
    [InlineData(113, 480_091, "0.024%")]
    [InlineData(1, 156, " 0.64%")]
    [InlineData(0, 78, "    0%")]
    [InlineData(5, 0, "    0%")]
    public void A_share_has_at_least_two_digits(long value, long total, string text) => Assert.Equal(text, Percentage.Of(value, total));
}
