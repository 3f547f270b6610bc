using System.Text;
using Unpark.Findings;

namespace Unpark.Rendering.Markdown;

/// <summary>Lines of source as a block of code: numbers before them, words behind the marked ones.</summary>
internal static class ExcerptMarkdown
{
    public static void Append(StringBuilder text, SourceExcerpt excerpt)
    {
        text.Append($"\n{MarkdownText.Code(excerpt.File)}\n\n");
        var lines = ExcerptLines.Of(excerpt).Select(line => $"{line.Number} | {line.Code}{(line.Word.Length > 0 ? $"  <- {line.Word}" : "")}");
        text.Append(MarkdownText.Block(lines));
    }
}
