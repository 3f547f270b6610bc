using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Unpark.Model;

namespace Unpark.Readers.Tracebacks.Grammar;

/// <summary>Labels in a header: <c>empty: , "request id": "q \"1\"", route: /v1/orders</c>.</summary>
/// <remarks>
/// Go 1.26 quotes every key and value, 1.27 only those with a character outside <c>[A-Za-z0-9./_]</c>; an empty one prints as nothing.
/// Source: <c>printLabels</c> and <c>printQuoted</c>, runtime/traceback.go and runtime/print.go.
/// </remarks>
internal static class LabelText
{
    /// <param name="braced">Begins with the opening brace.</param>
    /// <returns>Index of the closing brace, quoted text passed over; -1 when there is none.</returns>
    public static int EndOf(ReadOnlySpan<byte> braced)
    {
        for (var i = 1; i < braced.Length; i++)
        {
            if (braced[i] == '}') return i;
            if (braced[i] != '"') continue;
            var length = QuotedLength(braced[i..]);
            if (length < 0) return -1;
            i += length - 1;
        }
        return -1;
    }

    /// <param name="text">Inside of the braces.</param>
    /// <returns>Sorted by key; what cannot be read as a pair is left out.</returns>
    public static ImmutableArray<Label> Parse(ReadOnlySpan<byte> text)
    {
        var labels = new List<Label>();
        while (!text.IsEmpty)
        {
            var key = TakeWord(ref text);
            if (!TrySkip(ref text, ": "u8) && !TrySkip(ref text, ":"u8)) break;
            labels.Add(new(key, TakeWord(ref text)));
            if (!TrySkip(ref text, ", "u8)) break;
        }
        return Label.Sorted(labels);
    }

    private static string TakeWord(ref ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'"', ..] && QuotedLength(text) is > 0 and var length)
        {
            var word = Unquote(text[1..(length - 1)]);
            text = text[length..];
            return word;
        }
        var end = text.IndexOfAny((byte)':', (byte)',');
        var bare = Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
        text = end < 0 ? default : text[end..];
        return bare;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> what)
    {
        if (!text.StartsWith(what)) return false;
        text = text[what.Length..];
        return true;
    }

    // Both quotes included; -1 when the closing one is missing.
    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\') i++;
            else if (text[i] == '"') return i + 1;
        }
        return -1;
    }

    private static string Unquote(ReadOnlySpan<byte> quoted)
    {
        var bytes = new List<byte>(quoted.Length);
        for (var i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] != '\\' || i + 1 == quoted.Length) bytes.Add(quoted[i]);
            else i += Unescape(quoted[(i + 1)..], bytes);
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    // Returns how many bytes behind the backslash belong to the escape.
    private static int Unescape(ReadOnlySpan<byte> escape, List<byte> bytes)
    {
        var digits = escape[0] switch { (byte)'x' => 2, (byte)'u' => 4, (byte)'U' => 8, _ => 0 };
        if (digits > 0 && escape.Length > digits
            && uint.TryParse(escape[1..(digits + 1)], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            if (digits == 2) bytes.Add((byte)code);
            else bytes.AddRange(Encoding.UTF8.GetBytes((Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar).ToString()));
            return digits + 1;
        }
        bytes.Add(escape[0] switch { (byte)'n' => (byte)'\n', (byte)'r' => (byte)'\r', (byte)'t' => (byte)'\t', var other => other });
        return 1;
    }
}
