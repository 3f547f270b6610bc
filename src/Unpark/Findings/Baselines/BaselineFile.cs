using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Unpark.Findings.Baselines;

/// <summary>A baseline as a file: JSON, schema "unpark.baseline/1", docs/baseline.schema.json.</summary>
public static class BaselineFile
{
    private const string Schema = "unpark.baseline/1";
    private const int MaxEntries = 100_000;

    private static readonly JsonWriterOptions Form = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Baseline baseline, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Form);
        json.WriteStartObject();
        json.WriteString("schema"u8, Schema);
        json.WriteStartArray("findings"u8);
        foreach (var entry in baseline.Entries) Write(json, entry);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    /// <returns>Null when the bytes are no baseline; <paramref name="error"/> then says what was expected and found.</returns>
    public static Baseline? Read(ReadOnlyMemory<byte> bytes, out string error)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return Read(document.RootElement, out error);
        }
        catch (JsonException e)
        {
            error = $"it is no JSON (line {e.LineNumber + 1})";
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, BaselineEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("fingerprint"u8, entry.Fingerprint);
        json.WriteString("rule"u8, entry.Rule);
        if (entry.Function.Length > 0) json.WriteString("function"u8, entry.Function);
        if (entry.File.Length > 0) json.WriteString("file"u8, entry.File);
        json.WriteNumber("count"u8, entry.Count);
        json.WriteEndObject();
    }

    private static Baseline? Read(JsonElement root, out string error)
    {
        if (Text(root, "schema") is not Schema)
        {
            error = $"expected \"schema\": \"{Schema}\", found {(Text(root, "schema") is { Length: < 100 } other ? $"\"{other}\"" : "none")}";
            return null;
        }
        if (Member(root, "findings") is not { ValueKind: JsonValueKind.Array } findings || findings.GetArrayLength() > MaxEntries)
        {
            error = $"expected a list \"findings\" of at most {MaxEntries} entries";
            return null;
        }
        return ReadEntries(findings, out error);
    }

    private static Baseline? ReadEntries(JsonElement findings, out string error)
    {
        var entries = ImmutableArray.CreateBuilder<BaselineEntry>();
        foreach (var finding in findings.EnumerateArray())
        {
            if (Text(finding, "fingerprint") is not { } fingerprint || Member(finding, "count") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt64(out var count) || count < 0)
            {
                error = $"entry {entries.Count + 1} has no fingerprint, or no count from 0 on";
                return null;
            }
            entries.Add(new(fingerprint, Text(finding, "rule") ?? "", Text(finding, "function") ?? "", Text(finding, "file") ?? "", count));
        }
        error = "";
        return new(entries.ToImmutable());
    }

    private static string? Text(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;
}
