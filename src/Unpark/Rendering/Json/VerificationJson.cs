using System.Text.Json;
using Unpark.Findings;

namespace Unpark.Rendering.Json;

/// <summary>Whether a change helped, schema "unpark.verification/1". A key that is absent is unknown.</summary>
public static class VerificationJson
{
    public static void Write(Verification verification, Stream output)
    {
        using var json = new Utf8JsonWriter(output, JsonForm.Indented);
        json.WriteStartObject();
        json.WriteString("schema"u8, "unpark.verification/1"u8);
        if (verification.Outcome is { } outcome) json.WriteString("outcome"u8, Verdict.Word(outcome));
        json.WriteStartObject("goroutines"u8);
        json.WriteNumber("before"u8, verification.TotalBefore);
        json.WriteNumber("after"u8, verification.TotalAfter);
        json.WriteEndObject();
        json.WriteStartArray("places"u8);
        foreach (var place in verification.Places) WritePlace(json, place);
        json.WriteEndArray();
        json.WriteStrings("notes"u8, verification.Notes);
        json.WriteEndObject();
        JsonForm.EndLine(json, output);
    }

    private static void WritePlace(Utf8JsonWriter json, PlaceOutcome place)
    {
        json.WriteStartObject();
        json.WriteString("outcome"u8, Verdict.Word(place.Outcome));
        json.WriteString("state"u8, place.State.Text);
        json.WriteFrame("site"u8, place.Site.Frame);
        json.WriteNumber("before"u8, place.Before);
        json.WriteNumber("after"u8, place.After);
        if (place.PerHourBefore is { } before) json.WriteNumber("perHourBefore"u8, before);
        if (place.PerHourAfter is { } after) json.WriteNumber("perHourAfter"u8, after);
        json.WriteString("because"u8, place.Because);
        json.WriteString("fingerprint"u8, place.Fingerprint);
        json.WriteEndObject();
    }
}
