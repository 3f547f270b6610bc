using System.Buffers;
using System.Text;

namespace Unpark.Rendering.Markdown;

/// <summary>Text of others inside Markdown: shown letter by letter, with no way to make a link, a heading, a mention or HTML.</summary>
internal static class MarkdownText
{
    /// <summary>Characters of one piece of foreign text that are shown: a panic can print megabytes.</summary>
    public const int MaxPiece = 1_000;

    private static readonly SearchValues<char> Backslashed = SearchValues.Create("\\`*_[]|~$#");

    /// <summary>For running text and table cells. Line ends and other control characters become blanks, so that one line stays one.</summary>
    public static string Plain(string text)
    {
        var clipped = Clip(text);
        var escaped = new StringBuilder(clipped.Length + 8);
        for (var i = 0; i < clipped.Length; i++)
        {
            var c = clipped[i];
            if (AppendAsHtml(escaped, clipped, i)) continue;
            if (Backslashed.Contains(c) || OpensBlock(clipped, i) || OpensLink(clipped, i)) escaped.Append('\\').Append(c);
            else escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>For the inside of an HTML element, where Markdown is not read: in a summary.</summary>
    public static string Html(string text)
    {
        var clipped = Clip(text);
        var escaped = new StringBuilder(clipped.Length + 8);
        for (var i = 0; i < clipped.Length; i++)
        {
            if (!AppendAsHtml(escaped, clipped, i)) escaped.Append(clipped[i]);
        }
        return escaped.ToString();
    }

    // Mentions and numbers of issues are looked for after entities are read: a space of no width keeps them text.
    private static bool AppendAsHtml(StringBuilder escaped, ReadOnlySpan<char> text, int i)
    {
        var c = text[i];
        if (char.IsControl(c)) escaped.Append(' ');
        else if (c is '<' or '>' or '&') escaped.Append("&#").Append((int)c).Append(';');
        else if (c == '@') escaped.Append("&#64;&#8203;");
        else if (c == '#' && i + 1 < text.Length && char.IsAsciiDigit(text[i + 1])) escaped.Append("&#35;&#8203;");
        else return false;
        return true;
    }

    // "- x", "+ x", "= x", "1. x", "1) x": only at the beginning.
    private static bool OpensBlock(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        '-' or '+' or '=' => i == 0,
        '.' or ')' => i > 0 && !text[..i].ContainsAnyExceptInRange('0', '9'),
        _ => false,
    };

    // "http://x" and "www.x" become links without any mark.
    private static bool OpensLink(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        ':' => text[(i + 1)..].StartsWith("//"),
        '.' => text[..i].EndsWith("www", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>As code: fenced by more backticks than the text has in a row.</summary>
    public static string Code(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var c in Clip(text)) shown.Append(char.IsControl(c) ? ' ' : c);
        var fence = new string('`', LongestRun(shown, '`') + 1);
        return fence.Length == 1 ? $"`{shown}`" : $"{fence} {shown} {fence}";
    }

    /// <summary>Lines as a block of code, behind a fence that is longer than any run of backticks in them.</summary>
    public static string Block(IEnumerable<string> lines)
    {
        var shown = new StringBuilder();
        foreach (var line in lines)
        {
            foreach (var c in Clip(line)) shown.Append(char.IsControl(c) ? ' ' : c);
            shown.Append('\n');
        }
        var fence = new string('`', Math.Max(3, LongestRun(shown, '`') + 1));
        return $"{fence}\n{shown}{fence}\n";
    }

    private static ReadOnlySpan<char> Clip(string text) => text.Length <= MaxPiece ? text : string.Concat(text.AsSpan(0, MaxPiece - 3), "...");

    private static int LongestRun(StringBuilder text, char wanted)
    {
        var longest = 0;
        var run = 0;
        for (var i = 0; i < text.Length; i++)
        {
            run = text[i] == wanted ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
