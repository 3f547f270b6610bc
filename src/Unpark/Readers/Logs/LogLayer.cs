namespace Unpark.Readers.Logs;

/// <summary>One wrapping around a line of text. Layers are taken off from the outside in.</summary>
internal abstract class LogLayer
{
    /// <summary>Takes the wrapping off.</summary>
    /// <param name="output">Receives the text, which may hold line feeds.</param>
    /// <param name="isPiece">The text goes on with that of the next line.</param>
    /// <returns>False when the line is not wrapped this way.</returns>
    public abstract bool TryTakeOff(ReadOnlySpan<byte> line, ByteBuffer output, out bool isPiece);

    /// <summary>Equal for equal layers.</summary>
    public abstract string Identity { get; }
}

/// <summary>A prefix before the text.</summary>
internal sealed class PrefixLayer(LogPrefix prefix) : LogLayer
{
    public override string Identity { get; } = "prefix " + Convert.ToHexString(prefix.Example);

    public override bool TryTakeOff(ReadOnlySpan<byte> line, ByteBuffer output, out bool isPiece)
    {
        if (!prefix.Matches(line, out var length, out isPiece)) return false;
        var text = line[length..];

        // rsyslog writes control characters in octal.
        while (text.StartsWith("#011"u8))
        {
            output.Append("\t"u8);
            text = text["#011".Length..];
        }
        output.Append(text);
        return true;
    }
}

/// <summary>A string of a JSON object or of a key=value line.</summary>
/// <param name="key">What stands before its text: <c>"log":"</c>, <c>msg="</c>.</param>
/// <param name="keepsLineFeeds">The strings hold the line feeds of the text, so that one without goes on in the next.</param>
internal sealed class QuotedLayer(ReadOnlySpan<byte> key, bool keepsLineFeeds) : LogLayer
{
    private readonly byte[] _key = key.ToArray();

    public override string Identity { get; } = "quoted " + Convert.ToHexString(key);

    public override bool TryTakeOff(ReadOnlySpan<byte> line, ByteBuffer output, out bool isPiece)
    {
        isPiece = false;
        var at = line.IndexOf(_key);
        if (at < 0) return false;
        QuotedText.Unescape(line[(at + _key.Length)..], output);
        if (!keepsLineFeeds) return true;
        isPiece = output.Span is not [.., (byte)'\n'];
        return true;
    }
}
