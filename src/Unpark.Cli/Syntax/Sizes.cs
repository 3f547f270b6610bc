using System.Globalization;

namespace Unpark.Cli.Syntax;

/// <summary>Sizes with their unit: "512KiB", "64MB", "1GiB".</summary>
internal static class Sizes
{
    private static readonly (string Unit, long Bytes)[] Units =
        [("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("kB", 1_000), ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("B", 1)];

    public const string Expected = "a size with its unit, as 64MiB or 500kB";

    /// <summary>Positive, and at most a tebibyte.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        foreach (var (unit, length) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal)) continue;
            if (!decimal.TryParse(text.AsSpan()[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
            if (number <= 0 || number > (1L << 40) / (decimal)length) return false;
            bytes = (long)(number * length);
            return bytes > 0;
        }
        return false;
    }
}
