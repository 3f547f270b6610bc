using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Unpark.Monitor.Recordings;

/// <summary>Times as cron writes them: minute, hour, day of the month, month, day of the week; "0 3 * * 1-5" is three o'clock on working days.</summary>
/// <remarks>
/// Numbers, <c>*</c>, ranges (<c>1-5</c>), lists (<c>0,30</c>) and steps (<c>*/15</c>, <c>8-18/2</c>); Sunday is 0 and 7. When both days are
/// restricted a time fits that fits one of them (crontab(5)). Times are UTC: no hour happens twice or never.
/// </remarks>
public sealed class CronExpression
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(366 * 8);

    private readonly bool[] _minutes, _hours, _days, _months, _weekdays;
    private readonly bool _anyDay, _anyWeekday;

    private CronExpression(bool[][] fields, bool anyDay, bool anyWeekday)
    {
        (_minutes, _hours, _days, _months, _weekdays) = (fields[0], fields[1], fields[2], fields[3], fields[4]);
        (_anyDay, _anyWeekday) = (anyDay, anyWeekday);
        _weekdays[0] |= _weekdays[7];
    }

    /// <param name="error">What was expected where.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronExpression? expression, [NotNullWhen(false)] out string? error)
    {
        (expression, error) = (null, null);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != Fields.Length)
        {
            error = $"expected five fields (minute hour day month weekday), found {words.Length}";
            return false;
        }
        var fields = new bool[Fields.Length][];
        for (var i = 0; i < fields.Length; i++)
        {
            var (name, least, most) = Fields[i];
            if (TryField(words[i], least, most, out fields[i])) continue;
            error = $"expected {name} as numbers from {least} to {most}, *, 1-5, 0,30 or */15, found {words[i]}";
            return false;
        }
        expression = new(fields, words[2] == "*", words[4] == "*");
        return true;
    }

    /// <summary>The first time after this one; null for a day that no year has ("0 0 30 2 *").</summary>
    public DateTimeOffset? After(DateTimeOffset time)
    {
        var next = time.ToUniversalTime();
        next = new DateTimeOffset(next.Year, next.Month, next.Day, next.Hour, next.Minute, 0, TimeSpan.Zero).AddMinutes(1);
        for (var end = next + Farthest; next < end;)
        {
            if (!_months[next.Month] || !IsDay(next)) next = new DateTimeOffset(next.Date, TimeSpan.Zero).AddDays(1);
            else if (!_hours[next.Hour]) next = next.AddMinutes(60 - next.Minute);
            else if (!_minutes[next.Minute]) next = next.AddMinutes(1);
            else return next;
        }
        return null;
    }

    private static readonly (string Name, int Least, int Most)[] Fields = [("the minute", 0, 59), ("the hour", 0, 23), ("the day", 1, 31), ("the month", 1, 12), ("the weekday", 0, 7)];

    private bool IsDay(DateTimeOffset time)
    {
        var (day, weekday) = (_days[time.Day], _weekdays[(int)time.DayOfWeek]);
        return _anyDay || _anyWeekday ? day && weekday : day || weekday;
    }

    private static bool TryField(string word, int least, int most, out bool[] values)
    {
        values = new bool[most + 1];
        foreach (var part in word.Split(','))
        {
            var (range, step) = part.Split('/') switch
            {
                [var whole] => (whole, 1),
                [var whole, var every] when TryNumber(every, 1, most, out var number) => (whole, number),
                _ => ("", 0),
            };
            if (!TryRange(range, step > 1, least, most, out var from, out var to)) return false;
            for (var value = from; value <= to; value += step) values[value] = true;
        }
        return true;
    }

    // "5/10" is every tenth from 5 on.
    private static bool TryRange(string text, bool hasStep, int least, int most, out int from, out int to)
    {
        (from, to) = (least, most);
        if (text == "*") return true;
        if (text.Split('-') is [var first, var last]) return TryNumber(first, least, most, out from) && TryNumber(last, from, most, out to);
        if (!TryNumber(text, least, most, out from)) return false;
        to = hasStep ? most : from;
        return true;
    }

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}
