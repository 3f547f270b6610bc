using System.Buffers.Text;

namespace Unpark.Readers.Logs;

/// <summary>Times in log lines: "2026-11-21T04:47:18.483Z", "2026/11/21 04:47:18.483", "04:47:18,483", "1795236438.483".</summary>
internal static class LogTime
{
    private const int DateLength = 10, TimeLength = 8;

    /// <summary>Length of the date, time or both that begin here; 0 when none does.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text, int at)
    {
        if (!IsDigit(text, at) || at > 0 && char.IsAsciiLetterOrDigit((char)text[at - 1])) return 0;
        var rest = text[at..];
        if (IsDate(rest)) return DateLength + (rest.Length > DateLength && rest[DateLength] == 'T' ? TimeAndZone(rest[(DateLength + 1)..]) is > 0 and var length ? length + 1 : 0 : 0);
        return TimeAndZone(rest) is > 0 and var time ? time : Epoch(rest);
    }

    /// <summary>The first complete time in a line: a date with its year, and a time behind it.</summary>
    /// <returns>Null when there is none. A time without a zone is taken as UTC, which is what containers run in.</returns>
    public static DateTimeOffset? FirstIn(ReadOnlySpan<byte> line)
    {
        for (var at = 0; at + DateLength + 1 + TimeLength <= line.Length; at++)
        {
            if (IsDigit(line, at) && LengthAt(line, at) >= DateLength && TryParse(line[at..], out var time)) return time;
        }
        return null;
    }

    /// <summary>The same at the beginning of a line, a bracket passed over.</summary>
    public static DateTimeOffset? AtStart(ReadOnlySpan<byte> line) => TryParse(line.TrimStart((byte)'['), out var time) ? time : null;

    private static bool TryParse(ReadOnlySpan<byte> text, out DateTimeOffset time)
    {
        time = default;
        if (!IsDate(text) || text.Length <= DateLength || text[DateLength] is not ((byte)'T' or (byte)' ') || !IsTime(text[(DateLength + 1)..])) return false;
        var clock = text[(DateLength + 1)..];
        int year = Number(text[..4]), month = Number(text[5..7]), day = Number(text[8..10]);
        int hour = Number(clock[..2]), minute = Number(clock[3..5]), second = Number(clock[6..8]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return false;
        var rest = clock[TimeLength..];
        var ticks = Ticks(rest[..Fraction(rest)]);
        var zone = Offset(rest[Fraction(rest)..]);
        var local = new DateTime(year, month, day, hour, minute, second).AddTicks(ticks);
        if (local.Ticks - zone.Ticks < DateTime.MinValue.Ticks || local.Ticks - zone.Ticks > DateTime.MaxValue.Ticks) return false;
        time = new(local, zone);
        return true;
    }

    private static bool IsDate(ReadOnlySpan<byte> text) =>
        text.Length >= DateLength && AreDigits(text[..4]) && text[4] is (byte)'-' or (byte)'/' && AreDigits(text[5..7]) && text[7] == text[4] && AreDigits(text[8..10]);

    private static bool IsTime(ReadOnlySpan<byte> text) =>
        text.Length >= TimeLength && AreDigits(text[..2]) && text[2] == ':' && AreDigits(text[3..5]) && text[5] == ':' && AreDigits(text[6..8]);

    private static int TimeAndZone(ReadOnlySpan<byte> text)
    {
        if (!IsTime(text)) return 0;
        var length = TimeLength + Fraction(text[TimeLength..]);
        return length + ZoneLength(text[length..]);
    }

    // ".483359566" or ",483"
    private static int Fraction(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'.' or (byte)',', >= (byte)'0' and <= (byte)'9', ..]) return 0;
        var end = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return end < 0 ? text.Length : end + 1;
    }

    // "Z", "+02:00", "-0700"
    private static int ZoneLength(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'Z', ..]) return 1;
        if (text is not [(byte)'+' or (byte)'-', ..]) return 0;
        if (text.Length >= 6 && AreDigits(text[1..3]) && text[3] == ':' && AreDigits(text[4..6])) return 6;
        return text.Length >= 5 && AreDigits(text[1..5]) ? 5 : 0;
    }

    // Seconds or more since 1970, as some loggers print them.
    private static int Epoch(ReadOnlySpan<byte> text)
    {
        var digits = text.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits < 0) digits = text.Length;
        return digits is < 10 or > 19 ? 0 : digits + Fraction(text[digits..]);
    }

    private static TimeSpan Offset(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)' ', (byte)'+' or (byte)'-', ..]) text = text[1..];
        var length = ZoneLength(text);
        if (length < 5) return default;
        var minutes = Number(text[1..3]) * 60 + Number(text[(length - 2)..length]);
        return minutes > 14 * 60 ? default : TimeSpan.FromMinutes(text[0] == '-' ? -minutes : minutes);
    }

    private static long Ticks(ReadOnlySpan<byte> fraction)
    {
        long ticks = 0;
        var unit = TimeSpan.TicksPerSecond;
        for (var i = 1; i < fraction.Length && unit > 0; i++) ticks += (fraction[i] - '0') * (unit /= 10);
        return ticks;
    }

    private static int Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : 0;

    private static bool AreDigits(ReadOnlySpan<byte> text) => !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static bool IsDigit(ReadOnlySpan<byte> text, int at) => at < text.Length && char.IsAsciiDigit((char)text[at]);
}
