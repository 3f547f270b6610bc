using System.Collections.Immutable;
using System.Text.Json;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Json;

/// <summary>The parts that several objects of the contract share.</summary>
internal static class JsonParts
{
    public static void WriteFrame(this Utf8JsonWriter json, ReadOnlySpan<byte> key, Frame frame)
    {
        json.WritePropertyName(key);
        WriteFrame(json, frame);
    }

    public static void WriteStack(this Utf8JsonWriter json, ReadOnlySpan<byte> key, CallStack stack)
    {
        json.WriteStartArray(key);
        foreach (var frame in stack.Frames) WriteFrame(json, frame);
        json.WriteEndArray();
    }

    public static void WriteAge(this Utf8JsonWriter json, Age age)
    {
        json.WriteStartObject("age"u8);
        json.WriteNumber("minMinutes"u8, age.MinMinutes);
        json.WriteNumber("maxMinutes"u8, age.MaxMinutes);
        json.WriteEndObject();
    }

    /// <summary>Nothing when there are none.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, ReadOnlySpan<byte> key, ImmutableArray<string> values)
    {
        if (values.IsEmpty) return;
        json.WriteStartArray(key);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteFrame(Utf8JsonWriter json, Frame frame)
    {
        json.WriteStartObject();
        if (frame.Function.Length > 0) json.WriteString("function"u8, frame.Function);
        if (frame.File.Length > 0) json.WriteString("file"u8, frame.File);
        if (frame.Line > 0) json.WriteNumber("line"u8, frame.Line);
        json.WriteEndObject();
    }
}
