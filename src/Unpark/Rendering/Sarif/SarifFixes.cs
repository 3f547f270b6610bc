using System.Text.Json;
using Unpark.Findings;

namespace Unpark.Rendering.Sarif;

/// <summary>A patch as the format's fix, which editors offer with the result. Edits replace whole lines, so that their columns are 1 in any way of counting.</summary>
internal static class SarifFixes
{
    public static void Write(Utf8JsonWriter json, Patch patch, SarifPlaces places)
    {
        json.WriteStartArray("fixes"u8);
        json.WriteStartObject();
        SarifParts.WriteText(json, "description"u8, $"{patch.Strategy}: {patch.Why}");
        json.WriteStartArray("artifactChanges"u8);
        foreach (var file in patch.Edits.GroupBy(edit => edit.File, StringComparer.Ordinal))
        {
            json.WriteStartObject();
            places.WriteArtifact(json, file.Key);
            json.WriteStartArray("replacements"u8);
            foreach (var edit in file) WriteReplacement(json, edit);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteReplacement(Utf8JsonWriter json, SourceEdit edit)
    {
        json.WriteStartObject();
        json.WriteStartObject("deletedRegion"u8);
        json.WriteNumber("startLine"u8, edit.Start.Line);
        json.WriteNumber("startColumn"u8, edit.Start.Column);
        json.WriteNumber("endLine"u8, edit.End.Line);
        json.WriteNumber("endColumn"u8, edit.End.Column);
        json.WriteEndObject();
        if (edit.NewText.Length > 0)
        {
            json.WriteStartObject("insertedContent"u8);
            json.WriteString("text"u8, edit.NewText);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
