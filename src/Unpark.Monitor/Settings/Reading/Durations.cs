using System.Globalization;
using System.Text.RegularExpressions;

namespace Unpark.Monitor.Settings.Reading;

/// <summary>Lengths of time as Prometheus writes them: "30s", "1h30m", "500ms", "15d".</summary>
internal static partial class Durations
{
    public static bool TryParse(string text, out TimeSpan time)
    {
        time = TimeSpan.Zero;
        if (text == "0") return true;
        if (text.Length == 0 || !Form().IsMatch(text)) return false;
        foreach (Match part in Part().Matches(text))
        {
            if (!int.TryParse(part.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return false;
            time += number * UnitOf(part.Groups["unit"].Value);
        }
        return true;
    }

    /// <summary>"1h30m"</summary>
    public static string Format(TimeSpan time)
    {
        var text = "";
        foreach (var (unit, length) in ((string, TimeSpan)[])[("d", UnitOf("d")), ("h", UnitOf("h")), ("m", UnitOf("m")), ("s", UnitOf("s")), ("ms", UnitOf("ms"))])
        {
            var number = time.Ticks / length.Ticks;
            if (number > 0) text += string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
            time -= number * length;
        }
        return text.Length == 0 ? "0s" : text;
    }

    private static TimeSpan UnitOf(string unit) => unit switch
    {
        "y" => TimeSpan.FromDays(365),
        "w" => TimeSpan.FromDays(7),
        "d" => TimeSpan.FromDays(1),
        "h" => TimeSpan.FromHours(1),
        "m" => TimeSpan.FromMinutes(1),
        "s" => TimeSpan.FromSeconds(1),
        _ => TimeSpan.FromMilliseconds(1),
    };

    // Prometheus' own order: largest unit first, each once.
    [GeneratedRegex(@"^(\d{1,8}y)?(\d{1,8}w)?(\d{1,8}d)?(\d{1,8}h)?(\d{1,8}m)?(\d{1,8}s)?(\d{1,8}ms)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();

    [GeneratedRegex(@"(?<number>\d+)(?<unit>ms|[ywdhms])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();
}
