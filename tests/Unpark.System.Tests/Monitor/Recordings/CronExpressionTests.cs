using System.Globalization;
using Unpark.Monitor.Recordings;

namespace Unpark.Tests.Monitor.Recordings;

public class CronExpressionTests
{
    [Theory]
    [InlineData("* * * * *", "2026-11-21 12:00:30", "2026-11-21 12:01:00")]
    [InlineData("*/15 * * * *", "2026-11-21 12:46:00", "2026-11-21 13:00:00")]
    [InlineData("0 3 * * *", "2026-11-21 03:00:00", "2026-11-22 03:00:00")]
    [InlineData("30 8-18/2 * * 1-5", "2026-11-21 09:00:00", "2026-11-23 08:30:00")]
    [InlineData("0 0 1,15 * *", "2026-11-21 00:00:00", "2026-12-01 00:00:00")]
    [InlineData("0 0 13 * 5", "2026-11-21 00:00:00", "2026-11-27 00:00:00")]
    [InlineData("0 0 * * 7", "2026-11-21 00:00:00", "2026-11-22 00:00:00")]
    [InlineData("0 12 29 2 *", "2026-11-21 00:00:00", "2028-02-29 12:00:00")]
    [InlineData("5/20 * * * *", "2026-11-21 12:26:00", "2026-11-21 12:45:00")]
    [InlineData("0 0 30 2 *", "2026-11-21 00:00:00", null)]
    public void The_next_time_is_that_of_cron(string text, string time, string? next)
    {
        Assert.True(CronExpression.TryParse(text, out var cron, out _));
        Assert.Equal(next, cron.After(Parse(time))?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("* * * *", "expected five fields (minute hour day month weekday), found 4")]
    [InlineData("60 * * * *", "expected the minute as numbers from 0 to 59, *, 1-5, 0,30 or */15, found 60")]
    [InlineData("* 5-2 * * *", "expected the hour as numbers from 0 to 23, *, 1-5, 0,30 or */15, found 5-2")]
    [InlineData("* * 0 * *", "expected the day as numbers from 1 to 31, *, 1-5, 0,30 or */15, found 0")]
    [InlineData("*/0 * * * *", "expected the minute as numbers from 0 to 59, *, 1-5, 0,30 or */15, found */0")]
    public void What_is_no_expression_is_told_with_what_was_expected(string text, string error)
    {
        Assert.False(CronExpression.TryParse(text, out _, out var found));
        Assert.Equal(error, found);
    }

    private static DateTimeOffset Parse(string time) => DateTimeOffset.Parse(time + "Z", CultureInfo.InvariantCulture);
}
