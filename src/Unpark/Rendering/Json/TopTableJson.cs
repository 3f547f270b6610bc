using System.Text.Json;
using Unpark.Analysis.Profiles;

namespace Unpark.Rendering.Json;

/// <summary>The table of <c>top</c>, schema "unpark.top/1".</summary>
public static class TopTableJson
{
    public static void Write(TopTable table, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonForm.Indented);
        json.WriteStartObject();
        json.WriteString("schema"u8, "unpark.top/1"u8);
        ProfileJson.WriteHeading(json, table.Heading);
        json.WriteString("by"u8, table.Grouping.ToString().ToLowerInvariant());
        json.WriteNumber("total"u8, table.Total);
        json.WriteNumber("nodes"u8, table.NodeCount);
        json.WriteStartArray("rows"u8);
        foreach (var row in table.Rows) WriteRow(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
        JsonForm.EndLine(json, output);
    }

    private static void WriteRow(Utf8JsonWriter json, TopRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("flat"u8, row.Flat);
        json.WriteNumber("cum"u8, row.Cum);
        ProfileJson.WriteNode(json, row.Node);
        json.WriteEndObject();
    }
}
