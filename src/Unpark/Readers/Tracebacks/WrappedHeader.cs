namespace Unpark.Readers.Tracebacks;

/// <summary>A goroutine header that does not begin its line: behind a log's prefix, or inside a string of JSON.</summary>
internal static class WrappedHeader
{
    /// <returns>The header at <paramref name="at"/> is whole, and the line or the JSON string ends behind it, or an escaped line feed follows.</returns>
    public static bool IsAt(ReadOnlySpan<byte> line, int at) => LengthAt(line, at) > 0;

    /// <returns>Bytes of the header, its colon included; 0 when there is none.</returns>
    public static int LengthAt(ReadOnlySpan<byte> line, int at)
    {
        var text = line[at..];
        var opening = HeaderLine.Opening.Length;
        if (!text.StartsWith(HeaderLine.Opening) || text.Length == opening || !char.IsAsciiDigit((char)text[opening])) return 0;
        var end = text.IndexOf("]:"u8);
        var labelled = text.IndexOf("] {"u8);
        if (labelled >= 0 && (end < 0 || labelled < end))
        {
            end = text[labelled..].IndexOf("}:"u8);
            if (end >= 0) end += labelled;
        }
        if (end < 0) return 0;
        end += 2;
        return end == text.Length || text[end] is (byte)'\\' or (byte)'"' or (byte)'\n' or (byte)'\r' ? end : 0;
    }

    /// <returns>Offset of the first such header in the line; -1 when there is none.</returns>
    public static int IndexIn(ReadOnlySpan<byte> line)
    {
        var from = 0;
        while (line[from..].IndexOf(HeaderLine.Opening) is >= 0 and var found)
        {
            if (IsAt(line, from + found)) return from + found;
            from += found + 1;
        }
        return -1;
    }
}
