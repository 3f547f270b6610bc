using System.Text.Json;
using Unpark.Findings;

namespace Unpark.Rendering.Json;

/// <summary>First against last moment: the key "changes".</summary>
internal static class ChangesJson
{
    public static void Write(Utf8JsonWriter json, Changes changes)
    {
        json.WriteStartObject("changes"u8);
        json.WriteNumber("before"u8, changes.TotalBefore);
        json.WriteNumber("after"u8, changes.TotalAfter);
        if (changes.Apart is { } apart) json.WriteNumber("seconds"u8, apart.TotalSeconds);
        if (changes.Survivors is { } survivors) json.WriteNumber("survivors"u8, survivors);
        json.WriteStartArray("groups"u8);
        foreach (var change in changes.Items) WriteChange(json, change);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, Change change)
    {
        json.WriteStartObject();
        json.WriteNumber("before"u8, change.Before);
        json.WriteNumber("after"u8, change.After);
        if (change.Survived is { } survived) json.WriteNumber("survived"u8, survived);
        GroupJson.WriteBody(json, change.Group);
        json.WriteEndObject();
    }
}
