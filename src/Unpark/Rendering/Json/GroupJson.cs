using System.Text.Json;
using Unpark.Findings;

namespace Unpark.Rendering.Json;

internal static class GroupJson
{
    public static void Write(Utf8JsonWriter json, GroupSummary group)
    {
        json.WriteStartObject();
        json.WriteNumber("count"u8, group.Count);
        WriteBody(json, group);
        json.WriteEndObject();
    }

    /// <summary>All but the count, inside an object that is open.</summary>
    public static void WriteBody(Utf8JsonWriter json, GroupSummary group)
    {
        json.WriteString("state"u8, group.State.Text);
        if (group.Site is { } site) json.WriteFrame("site"u8, site.Frame);
        if (group.Site?.Library is { } library) json.WriteString("library"u8, library);
        json.WriteStack("stack"u8, group.Stack);
        if (group.CreatedBy is { } creator) json.WriteFrame("createdBy"u8, creator);
        WriteLabels(json, group);
        if (group.Age is { } age) json.WriteAge(age);
        if (group.Leaked > 0) json.WriteNumber("leaked"u8, group.Leaked);
    }

    // Labels are sorted by key. Go's are a map; a foreign profile that repeats a key must not make an object that does.
    private static void WriteLabels(Utf8JsonWriter json, GroupSummary group)
    {
        if (group.Labels.IsEmpty) return;
        json.WriteStartObject("labels"u8);
        string? written = null;
        foreach (var label in group.Labels)
        {
            if (label.Key != written) json.WriteString(label.Key, label.Value);
            written = label.Key;
        }
        json.WriteEndObject();
    }
}
