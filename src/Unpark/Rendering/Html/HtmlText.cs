using System.Buffers;

namespace Unpark.Rendering.Html;

/// <summary>Text of others inside HTML: shown letter by letter, in content and in quoted attributes alike.</summary>
internal static class HtmlText
{
    /// <summary>Characters of one piece of foreign text that are shown: a panic can print megabytes.</summary>
    public const int MaxPiece = 500;

    private static readonly SearchValues<char> Syntax = SearchValues.Create("<>&\"'");

    public static void Write(string text, TextWriter output)
    {
        ReadOnlySpan<char> rest = Visible(text);
        for (var at = rest.IndexOfAny(Syntax); at >= 0; at = rest.IndexOfAny(Syntax))
        {
            output.Write(rest[..at]);
            output.Write(Escaped(rest[at]));
            rest = rest[(at + 1)..];
        }
        output.Write(rest);
    }

    /// <summary>The same without letters that nobody sees and that change what is seen: controls, marks of direction, halves of pairs. At most <paramref name="most"/> of them.</summary>
    public static string Visible(string text, int most = MaxPiece)
    {
        var clipped = text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 3), "...");
        var first = 0;
        while (first < clipped.Length && IsVisible(clipped, first)) first++;
        return first == clipped.Length ? clipped : string.Create(clipped.Length, clipped, static (letters, source) =>
        {
            for (var i = 0; i < letters.Length; i++) letters[i] = IsVisible(source, i) ? source[i] : PictureOf(source[i]);
        });
    }

    private static bool IsVisible(string text, int i) => text[i] switch
    {
        '\n' or '\t' => true,
        var c when char.IsControl(c) => false,
        var c when char.IsHighSurrogate(c) => i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]),
        var c when char.IsLowSurrogate(c) => i > 0 && char.IsHighSurrogate(text[i - 1]),
        '\u00ad' or '\u061c' or '\u180e' or '\ufeff' or '\ufffe' or '\uffff' => false,
        (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2060' and <= '\u206f') => false,
        _ => true,
    };

    // Unicode has a picture of each control character of ASCII.
    private static char PictureOf(char c) => c switch
    {
        < ' ' => (char)(c + '\u2400'),
        '\u007f' => '\u2421',
        _ => '\ufffd',
    };

    private static string Escaped(char c) => c switch
    {
        '<' => "&lt;",
        '>' => "&gt;",
        '&' => "&amp;",
        '"' => "&quot;",
        _ => "&#39;",
    };
}
