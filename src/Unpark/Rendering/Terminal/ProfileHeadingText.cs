using System.Globalization;
using Unpark.Analysis.Profiles;

namespace Unpark.Rendering.Terminal;

/// <summary>The lines above a table: "File: app", "Type: goroutine", "Time: 2026-11-21 03:40:49 UTC".</summary>
internal static class ProfileHeadingText
{
    public static IEnumerable<string> Lines(ProfileHeading heading, long total)
    {
        if (heading.File.Length > 0) yield return $"File: {heading.File}";
        if (heading.BuildId.Length > 0) yield return $"Build ID: {heading.BuildId}";
        foreach (var comment in heading.Comments) yield return comment;
        yield return $"Type: {heading.Type.Type}";
        if (heading.TakenAt is { } time) yield return $"Time: {time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
        if (heading.Duration is { } duration) yield return DurationLine(heading, duration, total);
    }

    private static string DurationLine(ProfileHeading heading, TimeSpan duration, long total)
    {
        var nanoseconds = duration.Ticks * TimeSpan.NanosecondsPerTick;
        var share = heading.Type.Unit == "nanoseconds" && total != 0 ? $" ({Percentage.Of(total, nanoseconds).Trim()})" : "";
        return $"Duration: {ScaledValue.Of("ns").Text(nanoseconds)}, Total samples = {ScaledValue.Of(heading.Type.Unit).Text(total)}{share}";
    }
}
