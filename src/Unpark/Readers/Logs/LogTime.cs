using System.Globalization;

namespace Unpark.Readers.Logs;

/// <summary>The time at the beginning of a log line, where it is complete: a date with its year, and a time.</summary>
internal static class LogTime
{
    private static readonly string[] Formats =
    [
        "yyyy/MM/dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm:ss",
    ];

    /// <returns>Null for anything else. A time without a zone is taken as UTC, which is what containers run in.</returns>
    public static DateTimeOffset? AtStart(string line)
    {
        var text = line.AsSpan().TrimStart('[');
        if (text.Length < 19 || !DateTime.TryParseExact(text[..19], Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return null;
        text = text[19..];
        var ticks = Fraction(ref text);
        return new DateTimeOffset(local.AddTicks(ticks), Zone(text));
    }

    private static long Fraction(ref ReadOnlySpan<char> text)
    {
        if (text is not [('.' or ','), >= '0' and <= '9', ..]) return 0;
        text = text[1..];
        long ticks = 0;
        var unit = TimeSpan.TicksPerSecond;
        while (text is [>= '0' and <= '9' and var digit, ..])
        {
            unit /= 10;
            ticks += (digit - '0') * unit;
            text = text[1..];
        }
        return ticks;
    }

    // "Z", "+02:00", "-0700", " +0000"
    private static TimeSpan Zone(ReadOnlySpan<char> text)
    {
        if (text is [' ', '+' or '-', ..]) text = text[1..];
        if (text is not [('+' or '-') and var sign, >= '0' and <= '2' and var h1, >= '0' and <= '9' and var h2, .. var rest]) return default;
        if (rest is [':', ..]) rest = rest[1..];
        if (rest is not [>= '0' and <= '5' and var m1, >= '0' and <= '9' and var m2, ..]) return default;
        var zone = new TimeSpan((h1 - '0') * 10 + h2 - '0', (m1 - '0') * 10 + m2 - '0', 0);
        if (zone > TimeSpan.FromHours(14)) return default;
        return sign == '-' ? -zone : zone;
    }
}
