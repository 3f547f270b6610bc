using System.Globalization;
using System.Text;

namespace Unpark.Readers.Logs;

/// <summary>Text inside double quotes with the escapes of JSON and of Go's <c>%q</c>, as log lines hold it.</summary>
internal static class QuotedText
{
    /// <returns>Index of the quote that opens the string which holds the byte at <paramref name="at"/>; -1 when it is in none.</returns>
    public static int OpeningBefore(ReadOnlySpan<byte> line, int at)
    {
        var opening = -1;
        for (var i = 0; i < at; i++)
        {
            if (line[i] == '\\' && opening >= 0) i++;
            else if (line[i] == '"') opening = opening < 0 ? i : -1;
        }
        return opening;
    }

    /// <summary>What names the string that opens at <paramref name="quote"/>, the quote included: <c>"log":"</c> or <c>msg="</c>.</summary>
    public static ReadOnlySpan<byte> KeyOf(ReadOnlySpan<byte> line, int quote)
    {
        var before = line[..quote].TrimEnd((byte)' ');
        var start = quote;
        if (before is [.., (byte)'"', (byte)':']) start = before[..^2].LastIndexOf((byte)'"');
        else if (before is [.., (byte)'=']) start = before[..^1].LastIndexOf((byte)' ') + 1;
        return line[Math.Max(0, start)..(quote + 1)];
    }

    /// <summary>Appends the text of a string whose opening quote stands before <paramref name="quoted"/>, up to the closing one or the end.</summary>
    public static void Unescape(ReadOnlySpan<byte> quoted, ByteBuffer output)
    {
        while (!quoted.IsEmpty)
        {
            var special = quoted.IndexOfAny((byte)'\\', (byte)'"');
            if (special < 0) special = quoted.Length;
            output.Append(quoted[..special]);
            quoted = quoted[special..];
            if (quoted is not [(byte)'\\', _, ..]) return;
            quoted = quoted[Escape(quoted, output)..];
        }
    }

    // Returns the length of the escape, backslash included.
    private static int Escape(ReadOnlySpan<byte> text, ByteBuffer output)
    {
        switch (text[1])
        {
            case (byte)'n': output.Append("\n"u8); return 2;
            case (byte)'t': output.Append("\t"u8); return 2;
            case (byte)'r': output.Append("\r"u8); return 2;
            case (byte)'x' when TryHex(text, 2, out var code): output.Append([(byte)code]); return 4;
            case (byte)'u' when TryHex(text, 4, out var code): return AppendRune(text, code, output);
            default: output.Append(text[1..2]); return 2;
        }
    }

    private static int AppendRune(ReadOnlySpan<byte> text, uint code, ByteBuffer output)
    {
        var length = 6;
        if (char.IsHighSurrogate((char)code) && text.Length >= 12 && text[6] == '\\' && text[7] == 'u'
            && TryHex(text[6..], 4, out var low) && char.IsLowSurrogate((char)low))
        {
            code = (uint)char.ConvertToUtf32((char)code, (char)low);
            length = 12;
        }
        Span<byte> utf8 = stackalloc byte[4];
        var rune = Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar;
        output.Append(utf8[..rune.EncodeToUtf8(utf8)]);
        return length;
    }

    private static bool TryHex(ReadOnlySpan<byte> text, int digits, out uint code)
    {
        code = 0;
        return text.Length >= 2 + digits && uint.TryParse(text.Slice(2, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);
    }
}
