using System.Globalization;

namespace Unpark.Rendering.Terminal;

/// <summary>Shares as <c>go tool pprof</c> writes them, at least two digits and six columns: " 5.13%", "0.64%", "  100%".</summary>
internal static class Percentage
{
    public static string Of(long value, long total)
    {
        var ratio = total == 0 ? 0 : Math.Abs((double)value / total) * 100;
        if (ratio is >= 99.95 and <= 100.05) return "  100%";
        return ratio >= 1 ? ratio.ToString("F2", CultureInfo.InvariantCulture).PadLeft(5) + "%" : TwoDigits(ratio).PadLeft(5) + "%";
    }

    // Go's %.2g.
    private static string TwoDigits(double ratio)
    {
        if (ratio == 0) return "0";
        if (ratio < 1e-4) return ratio.ToString("0.#e-00", CultureInfo.InvariantCulture);
        var digits = 1 - (int)Math.Floor(Math.Log10(ratio));
        var text = ratio.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.TrimEnd('0').TrimEnd('.');
    }
}
