using System.Collections.Immutable;
using Unpark.Source;

namespace Unpark.Linting;

/// <summary><c>//unpark:ignore UP9001 why this is meant</c>, behind a line or above it.</summary>
/// <param name="Line">Where it stands; it speaks of this line and of the next.</param>
/// <param name="Reason">Empty when its author gives none: then it has no effect.</param>
internal sealed record IgnoreComment(SourceFile File, int Line, ImmutableArray<string> Rules, string Reason)
{
    private const string Mark = "//unpark:ignore";

    public static IEnumerable<IgnoreComment> In(SourceFile file) =>
        from comment in file.Syntax.Comments.SelectMany(static comments => comments.List)
        let text = comment.Text
        where text.StartsWith(Mark, StringComparison.Ordinal) && (text.Length == Mark.Length || char.IsWhiteSpace(text[Mark.Length]))
        select Parse(file, file.LineOf(comment), text[Mark.Length..].Trim());

    public bool Covers(string rule, int line) => Reason.Length > 0 && (line == Line || line == Line + 1) && Rules.Contains(rule, StringComparer.OrdinalIgnoreCase);

    private static IgnoreComment Parse(SourceFile file, int line, string text)
    {
        var end = text.AsSpan().IndexOfAny(' ', '\t');
        var (rules, reason) = end < 0 ? (text, "") : (text[..end], text[end..].Trim());
        return new(file, line, [.. rules.Split(',', StringSplitOptions.RemoveEmptyEntries)], reason);
    }
}
