using System.Text.Json;
using Unpark.Findings;

namespace Unpark.Rendering.Json;

/// <summary>What the source says of a finding: cause, change, excerpts.</summary>
internal static class SourceJson
{
    public static void Write(Utf8JsonWriter json, Finding finding)
    {
        if (finding.Cause is { } cause) WriteCause(json, cause);
        if (finding.Patch is { } patch) WritePatch(json, patch);
        if (finding.NoPatch is { } reason) json.WriteString("noPatch"u8, reason);
        json.WriteStartArray("edits"u8);
        foreach (var edit in finding.Patch?.Edits ?? []) WriteEdit(json, edit);
        json.WriteEndArray();
        if (!finding.Excerpts.IsEmpty) WriteExcerpts(json, finding);
    }

    private static void WriteCause(Utf8JsonWriter json, Cause cause)
    {
        json.WriteStartObject("cause"u8);
        json.WriteString("name"u8, cause.Name);
        json.WriteString("sentence"u8, cause.Sentence);
        json.WritePropertyName("at"u8);
        WriteSpot(json, cause.Spot);
        if (!cause.Others.IsEmpty)
        {
            json.WriteStartArray("others"u8);
            foreach (var other in cause.Others) WriteSpot(json, other);
            json.WriteEndArray();
        }
        json.WriteBoolean("sure"u8, cause.IsSure);
        json.WriteEndObject();
    }

    private static void WriteSpot(Utf8JsonWriter json, SourceSpot spot)
    {
        json.WriteStartObject();
        json.WriteString("file"u8, spot.File);
        json.WriteNumber("line"u8, spot.Line);
        json.WriteNumber("column"u8, spot.Column);
        json.WriteString("what"u8, spot.What);
        json.WriteEndObject();
    }

    private static void WritePatch(Utf8JsonWriter json, Patch patch)
    {
        json.WriteStartObject("patch"u8);
        json.WriteString("strategy"u8, patch.Strategy);
        json.WriteString("why"u8, patch.Why);
        json.WriteEndObject();
    }

    private static void WriteEdit(Utf8JsonWriter json, SourceEdit edit)
    {
        json.WriteStartObject();
        json.WriteString("file"u8, edit.File);
        WritePoint(json, "start"u8, edit.Start);
        WritePoint(json, "end"u8, edit.End);
        json.WriteString("newText"u8, edit.NewText);
        json.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter json, ReadOnlySpan<byte> key, EditPoint point)
    {
        json.WriteStartObject(key);
        json.WriteNumber("offset"u8, point.Offset);
        json.WriteNumber("line"u8, point.Line);
        json.WriteNumber("column"u8, point.Column);
        json.WriteEndObject();
    }

    private static void WriteExcerpts(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("excerpts"u8);
        foreach (var excerpt in finding.Excerpts) WriteExcerpt(json, excerpt);
        json.WriteEndArray();
    }

    private static void WriteExcerpt(Utf8JsonWriter json, SourceExcerpt excerpt)
    {
        json.WriteStartObject();
        json.WriteString("file"u8, excerpt.File);
        json.WriteNumber("firstLine"u8, excerpt.FirstLine);
        json.WriteStartArray("lines"u8);
        foreach (var line in excerpt.Lines) json.WriteStringValue(line);
        json.WriteEndArray();
        json.WriteStartArray("marks"u8);
        foreach (var mark in excerpt.Marks) WriteMark(json, mark);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteMark(Utf8JsonWriter json, LineMark mark)
    {
        json.WriteStartObject();
        json.WriteNumber("line"u8, mark.Line);
        json.WriteString("word"u8, mark.Word);
        if (mark.IsCulprit) json.WriteBoolean("culprit"u8, true);
        json.WriteEndObject();
    }
}
