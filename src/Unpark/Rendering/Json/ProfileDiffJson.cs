using System.Text.Json;
using Unpark.Analysis.Profiles;

namespace Unpark.Rendering.Json;

/// <summary>What changed between two profiles, schema "unpark.diff/1".</summary>
public static class ProfileDiffJson
{
    public static void Write(ProfileDiff diff, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonForm.Indented);
        json.WriteStartObject();
        json.WriteString("schema"u8, "unpark.diff/1"u8);
        ProfileJson.WriteHeading(json, diff.After);
        json.WriteString("by"u8, diff.Grouping.ToString().ToLowerInvariant());
        json.WriteStartObject("total"u8);
        json.WriteNumber("before"u8, diff.TotalBefore);
        json.WriteNumber("after"u8, diff.TotalAfter);
        json.WriteEndObject();
        WriteStacks(json, diff.Stacks);
        json.WriteStartArray("rows"u8);
        foreach (var row in diff.Rows) WriteRow(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
        JsonForm.EndLine(json, output);
    }

    private static void WriteStacks(Utf8JsonWriter json, StackChanges stacks)
    {
        json.WriteStartObject("stacks"u8);
        json.WriteNumber("came"u8, stacks.Came);
        json.WriteNumber("went"u8, stacks.Went);
        json.WriteNumber("grew"u8, stacks.Grew);
        json.WriteNumber("shrank"u8, stacks.Shrank);
        json.WriteNumber("unchanged"u8, stacks.Same);
        json.WriteEndObject();
    }

    private static void WriteRow(Utf8JsonWriter json, DiffRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("before"u8, row.Before);
        json.WriteNumber("after"u8, row.After);
        ProfileJson.WriteNode(json, row.Node);
        json.WriteEndObject();
    }
}
