using System.Text;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Comments;

/// <summary>A comment, <c>// to the end of its line</c> or <c>/* between its marks */</c>.</summary>
public sealed class Comment(SourceText source, Pos slash, Pos end) : Node
{
    public Pos Slash { get; } = slash;

    /// <summary>With its marks and without carriage returns. Made anew at each call.</summary>
    public string Text => Source.Contains((byte)'\r') ? WithoutReturns(source.TextOf(Pos, End)) : source.TextOf(Pos, End);

    public override Pos Pos => Slash;

    public override Pos End { get; } = end;

    private ReadOnlySpan<byte> Source => source.Bytes.Span[Pos.Offset..End.Offset];

    // A return between * and / stays, or the comment would end early (Scanner.scanComment of go/scanner, 1.27).
    private static string WithoutReturns(string text)
    {
        if (text[1] == '/') return text.Replace("\r", "", StringComparison.Ordinal);
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var closes = kept.Length > 2 && kept[^1] == '*' && i + 1 < text.Length && text[i + 1] == '/';
            if (text[i] != '\r' || closes) kept.Append(text[i]);
        }
        return kept.ToString();
    }
}
