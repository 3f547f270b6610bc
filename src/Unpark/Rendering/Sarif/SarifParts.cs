using System.Text.Json;
using Unpark.Findings;

namespace Unpark.Rendering.Sarif;

/// <summary>What several objects of the format share.</summary>
internal static class SarifParts
{
    /// <summary>A message or multiformat message string: <c>{ "text": ... }</c>.</summary>
    public static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> key, string text)
    {
        json.WriteStartObject(key);
        json.WriteString("text"u8, Linkless(text));
        json.WriteEndObject();
    }

    /// <summary>How sure, in GitHub's four words for the precision of a rule.</summary>
    public static ReadOnlySpan<byte> PrecisionOf(Confidence confidence) => confidence switch
    {
        Confidence.Proven => "very-high"u8,
        Confidence.Likely => "high"u8,
        _ => "medium"u8,
    };

    /// <summary>How sure, from 0 to 100.</summary>
    public static int RankOf(Confidence confidence) => confidence switch
    {
        Confidence.Proven => 100,
        Confidence.Likely => 75,
        _ => 40,
    };

    // "[text](target)" in a message is a link to the reader: evidence must not be able to make one.
    private static string Linkless(string text) => text.Replace("](", "] (", StringComparison.Ordinal);
}
