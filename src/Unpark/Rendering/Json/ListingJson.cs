using System.Text.Json;
using Unpark.Analysis.Profiles;

namespace Unpark.Rendering.Json;

/// <summary>Source lines with their values, schema "unpark.list/1".</summary>
public static class ListingJson
{
    public static void Write(Listing listing, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonForm.Indented);
        json.WriteStartObject();
        json.WriteString("schema"u8, "unpark.list/1"u8);
        ProfileJson.WriteHeading(json, listing.Heading);
        json.WriteNumber("total"u8, listing.Total);
        json.WriteStartArray("functions"u8);
        foreach (var function in listing.Functions) WriteFunction(json, function);
        json.WriteEndArray();
        json.WriteEndObject();
        JsonForm.EndLine(json, output);
    }

    private static void WriteFunction(Utf8JsonWriter json, ListedFunction function)
    {
        json.WriteStartObject();
        json.WriteString("function"u8, function.Name);
        if (function.File.Length > 0) json.WriteString("file"u8, function.File);
        json.WriteNumber("flat"u8, function.Flat);
        json.WriteNumber("cum"u8, function.Cum);
        json.WriteStartArray("lines"u8);
        foreach (var line in function.Lines)
        {
            json.WriteStartObject();
            json.WriteNumber("line"u8, line.Line);
            json.WriteNumber("flat"u8, line.Flat);
            json.WriteNumber("cum"u8, line.Cum);
            if (line.Text is { } text) json.WriteString("text"u8, text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
