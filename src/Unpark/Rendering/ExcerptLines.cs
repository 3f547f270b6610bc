using Unpark.Findings;

namespace Unpark.Rendering;

/// <summary>Lines of source as all forms for people lay them out: a gutter of numbers, without the indentation they share, the word behind a mark.</summary>
internal static class ExcerptLines
{
    private const int TabWidth = 4;

    public static IEnumerable<ExcerptLine> Of(SourceExcerpt excerpt)
    {
        var lines = excerpt.Lines.Select(WithoutTabs).ToList();
        var shared = SharedIndentation(lines);
        var gutter = FormattableString.Invariant($"{excerpt.FirstLine + lines.Count - 1}").Length;
        for (var i = 0; i < lines.Count; i++)
        {
            var number = excerpt.FirstLine + i;
            var marks = excerpt.Marks.Where(mark => mark.Line == number).ToList();
            yield return new(
                FormattableString.Invariant($"{number}").PadLeft(gutter),
                lines[i].Length > shared ? lines[i][shared..] : "",
                string.Join("; ", marks.Select(mark => mark.Word)),
                marks.Exists(mark => mark.IsCulprit));
        }
    }

    private static int SharedIndentation(List<string> lines)
    {
        var shared = int.MaxValue;
        foreach (var line in lines.Where(line => line.Length > 0)) shared = Math.Min(shared, line.Length - line.TrimStart().Length);
        return shared == int.MaxValue ? 0 : shared;
    }

    private static string WithoutTabs(string line) => line.Replace("\t", new(' ', TabWidth), StringComparison.Ordinal).TrimEnd();
}

/// <param name="Number">Padded to the width of the longest.</param>
/// <param name="Word">Empty for a line without a mark.</param>
internal sealed record ExcerptLine(string Number, string Code, string Word, bool IsCulprit);
