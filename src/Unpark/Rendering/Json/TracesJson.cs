using System.Text.Json;
using Unpark.Analysis.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Rendering.Json;

/// <summary>Every stack with its value, schema "unpark.traces/1".</summary>
public static class TracesJson
{
    public static void Write(Traces traces, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonForm.Indented);
        json.WriteStartObject();
        json.WriteString("schema"u8, "unpark.traces/1"u8);
        ProfileJson.WriteHeading(json, traces.Heading);
        json.WriteNumber("total"u8, traces.Total);
        json.WriteStartArray("traces"u8);
        for (var sample = 0; sample < traces.Profile.SampleCount; sample++)
        {
            if (!traces.Shows(sample)) continue;
            WriteSample(json, traces, sample);
            json.Flush();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        JsonForm.EndLine(json, output);
    }

    private static void WriteSample(Utf8JsonWriter json, Traces traces, int sample)
    {
        json.WriteStartObject();
        json.WriteNumber("value"u8, traces.Value(sample));
        if (traces.Profile.HasLabels(sample)) WriteLabels(json, traces.Profile, sample);
        json.WriteStartArray("stack"u8);
        foreach (var location in traces.Profile.Locations(sample))
        {
            foreach (var frame in traces.Profile.Frames(location)) WriteFrame(json, traces.Profile.Frame(frame));
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteLabels(Utf8JsonWriter json, Profile profile, int sample)
    {
        json.WriteStartObject("labels"u8);
        foreach (var label in profile.Labels(sample)) json.WriteString(label.Key, label.Value);
        foreach (var label in profile.NumLabels(sample)) json.WriteNumber(label.Key, label.Value);
        json.WriteEndObject();
    }

    private static void WriteFrame(Utf8JsonWriter json, Frame frame)
    {
        json.WriteStartObject();
        ProfileJson.WriteNode(json, new(frame.Function, frame.File, frame.Line));
        json.WriteEndObject();
    }
}
