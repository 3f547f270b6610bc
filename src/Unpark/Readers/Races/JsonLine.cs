using System.Text.Json;

namespace Unpark.Readers.Races;

/// <summary>A line of text inside a line of JSON: <c>go test -json</c> has it as "Output", Docker's log files as "log".</summary>
internal sealed class JsonLine
{
    private byte[] _text = new byte[256];
    private int _length;

    /// <summary>Without its line feed.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _length);

    /// <summary>"Package" of <c>go test -json</c>, whose packages write at the same time; else empty.</summary>
    public string Package { get; private set; } = "";

    /// <returns>False for JSON without such a text, and for what is no JSON.</returns>
    public bool TryRead(ReadOnlySpan<byte> line)
    {
        Package = "";
        _length = -1;
        try
        {
            var json = new Utf8JsonReader(line);
            while (json.Read())
            {
                if (json.TokenType == JsonTokenType.PropertyName && json.CurrentDepth == 1) Take(ref json);
            }
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // A line that only looks like JSON, or holds bytes that are no text, is a line like any other.
            return false;
        }
        return _length >= 0;
    }

    private void Take(ref Utf8JsonReader json)
    {
        var isText = json.ValueTextEquals("Output"u8) || json.ValueTextEquals("log"u8);
        var isPackage = !isText && json.ValueTextEquals("Package"u8);
        json.Read();
        if (json.TokenType != JsonTokenType.String) json.Skip();
        else if (isText) Copy(ref json);
        else if (isPackage) Package = json.GetString()!;
    }

    private void Copy(ref Utf8JsonReader json)
    {
        if (_text.Length < json.ValueSpan.Length) _text = new byte[json.ValueSpan.Length * 2];
        _length = json.CopyString(_text);
        _length = Text.TrimEnd("\r\n"u8).Length;
    }
}
