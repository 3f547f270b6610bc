namespace Unpark.Readers.Logs;

/// <summary>A goroutine header that does not begin its line: behind a log's prefix, or inside a quoted string.</summary>
internal static class WrappedHeader
{
    /// <summary>How every header begins.</summary>
    public static ReadOnlySpan<byte> Opening => "goroutine "u8;

    /// <returns>The header at <paramref name="at"/> is whole, and the line or the quoted string ends behind it, or an escaped line feed follows.</returns>
    public static bool IsAt(ReadOnlySpan<byte> line, int at) => LengthAt(line, at) > 0;

    /// <returns>Bytes of the header, its colon included; 0 when there is none.</returns>
    public static int LengthAt(ReadOnlySpan<byte> line, int at)
    {
        var text = line[at..];
        if (!text.StartsWith(Opening) || text.Length == Opening.Length || !char.IsAsciiDigit((char)text[Opening.Length])) return 0;
        var end = text.IndexOf("]:"u8);
        var labels = text.IndexOf("] {"u8);
        if (labels >= 0 && (end < 0 || labels < end)) end = labels + text[labels..].IndexOf("}:"u8);
        if (end < labels || end < 0) return 0;
        end += 2;
        return end == text.Length || text[end] is (byte)'\\' or (byte)'"' or (byte)'\n' or (byte)'\r' ? end : 0;
    }

    /// <returns>Offset of the first such header in the line; -1 when there is none.</returns>
    public static int IndexIn(ReadOnlySpan<byte> line)
    {
        var from = 0;
        while (line[from..].IndexOf(Opening) is >= 0 and var found)
        {
            if (IsAt(line, from + found)) return from + found;
            from += found + 1;
        }
        return -1;
    }
}
