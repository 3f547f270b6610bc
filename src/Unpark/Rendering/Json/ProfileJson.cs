using System.Globalization;
using System.Text.Json;
using Unpark.Analysis.Profiles;

namespace Unpark.Rendering.Json;

/// <summary>What the tables over profiles have in common.</summary>
internal static class ProfileJson
{
    public static void WriteHeading(Utf8JsonWriter json, ProfileHeading heading)
    {
        if (heading.File.Length > 0) json.WriteString("file"u8, heading.File);
        if (heading.BuildId.Length > 0) json.WriteString("buildId"u8, heading.BuildId);
        json.WriteString("type"u8, heading.Type.Type);
        json.WriteString("unit"u8, heading.Type.Unit);
        if (heading.TakenAt is { } time) json.WriteString("takenAt"u8, time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        if (heading.Duration is { } duration) json.WriteNumber("durationNanoseconds"u8, duration.Ticks * TimeSpan.NanosecondsPerTick);
    }

    /// <summary>The parts that are known: code without symbols has no function, a function as a whole no line.</summary>
    public static void WriteNode(Utf8JsonWriter json, Node node)
    {
        if (node.Function.Length > 0) json.WriteString("function"u8, node.Function);
        if (node.File.Length > 0) json.WriteString("file"u8, node.File);
        if (node.Line > 0) json.WriteNumber("line"u8, node.Line);
    }
}
