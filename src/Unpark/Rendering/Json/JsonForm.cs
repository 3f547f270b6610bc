using System.Text.Encodings.Web;
using System.Text.Json;

namespace Unpark.Rendering.Json;

/// <summary>How JSON is laid out: indented by two, lines end with a line feed on every system, the text ends with one.</summary>
internal static class JsonForm
{
    /// <summary>Escapes what JSON must and nothing else: this is no text inside a page, and "&lt;" in a Go name stays readable.</summary>
    public static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,
        IndentSize = 2,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void EndLine(Utf8JsonWriter json, Stream output)
    {
        json.Flush();
        output.WriteByte((byte)'\n');
    }
}
