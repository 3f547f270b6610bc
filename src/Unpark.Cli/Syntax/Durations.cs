using System.Globalization;

namespace Unpark.Cli.Syntax;

/// <summary>Durations as Go and Prometheus write them: "30s", "1m30s", "1.5h", "250ms". A bare number is none: nobody knows its unit.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Milliseconds)[] Units =
        [("ms", 1), ("s", 1e3), ("m", 60e3), ("h", 3600e3), ("d", 86400e3)];

    public const string Expected = "a duration with its unit, as 30s, 1m30s or 250ms";

    /// <summary>Of an option whose validator has let only good ones through.</summary>
    public static TimeSpan Parse(string text) => TryParse(text, out var duration) ? duration : throw new UsageException($"'{text}' is no duration");

    /// <summary>Positive, and at most a hundred days.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var rest = text.AsSpan();
        var milliseconds = 0.0;
        while (!rest.IsEmpty)
        {
            if (!TryTake(ref rest, out var part)) return false;
            milliseconds += part;
        }
        if (milliseconds is <= 0 or > 100 * 86400e3) return false;
        duration = TimeSpan.FromMilliseconds(milliseconds);
        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<char> rest, out double milliseconds)
    {
        milliseconds = 0;
        var digits = 0;
        while (digits < rest.Length && (char.IsAsciiDigit(rest[digits]) || rest[digits] == '.')) digits++;
        if (!double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        rest = rest[digits..];
        var letters = rest.IndexOfAnyInRange('0', '9') is >= 0 and var next ? next : rest.Length;
        foreach (var (unit, length) in Units)
        {
            if (!rest[..letters].SequenceEqual(unit)) continue;
            milliseconds = number * length;
            rest = rest[letters..];
            return true;
        }
        return false;
    }
}
