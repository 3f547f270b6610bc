using System.Globalization;

namespace Unpark.Monitor.Settings.Reading;

/// <summary>Sizes on disk: "20GiB", "500MB", "1048576".</summary>
internal static class Sizes
{
    private static readonly (string Unit, long Bytes)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1), ("", 1),
    ];

    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var (unit, factor) = Array.Find(Units, one => text.EndsWith(one.Unit, StringComparison.OrdinalIgnoreCase));
        if (!decimal.TryParse(text.AsSpan(0, text.Length - unit.Length).Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        if (number * factor > long.MaxValue / 2) return false;
        bytes = (long)(number * factor);
        return true;
    }
}
