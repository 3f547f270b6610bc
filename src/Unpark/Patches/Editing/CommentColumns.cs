using Unpark.GoSyntax;

namespace Unpark.Patches.Editing;

/// <summary>Comments behind code, where gofmt puts them: one blank behind the longest line of a run of lines that all have one.</summary>
/// <remarks>
/// A change of one line may move the comments of its neighbours; nothing else of gofmt's form depends on other lines in what patches
/// write. Lines of another indentation, without a comment or changed by nobody end a run (exprList and tabwriter of go/printer, 1.27).
/// </remarks>
internal static class CommentColumns
{
    /// <param name="text">Source after a change.</param>
    /// <param name="changes">The lines that changed.</param>
    public static string Aligned(string text, IReadOnlyList<LineChange> changes)
    {
        var lines = TextLines.Of(text).ToArray();
        var starts = CommentStarts(text, lines);
        var done = new HashSet<int>();
        foreach (var line in changes.SelectMany(Touched).Where(line => line >= 0 && line < lines.Length))
        {
            var run = RunAround(line, lines, starts);
            if (run.Count > 0 && done.Add(run[0])) Align(run, lines, starts);
        }
        return string.Concat(lines);
    }

    // The neighbours, too: a run that was one may have become two.
    private static IEnumerable<int> Touched(LineChange change) => Enumerable.Range(change.After - 1, change.Added + 2);

    // By line, the index at which a comment behind code begins; -1 without one.
    private static int[] CommentStarts(string text, string[] lines)
    {
        var starts = new int[lines.Length];
        for (var i = 0; i < starts.Length; i++) starts[i] = -1;
        if (!text.Contains("//", StringComparison.Ordinal) && !text.Contains("/*", StringComparison.Ordinal)) return starts;
        var file = GoParser.Parse(System.Text.Encoding.UTF8.GetBytes(text));
        foreach (var comment in file.Comments.SelectMany(group => group.List))
        {
            var at = file.Source.PositionOf(comment.Pos);
            var before = file.Source.TextOf(new(at.Offset - at.Column + 1), comment.Pos);
            if (before.Trim().Length > 0 && file.Source.LineOf(comment.End) == at.Line && starts[at.Line - 1] < 0) starts[at.Line - 1] = before.Length;
        }
        return starts;
    }

    private static List<int> RunAround(int line, string[] lines, int[] starts)
    {
        if (starts[line] < 0) return [];
        var (first, last) = (line, line);
        while (first > 0 && Continues(first - 1, line)) first--;
        while (last + 1 < lines.Length && Continues(last + 1, line)) last++;
        return [.. Enumerable.Range(first, last - first + 1)];

        bool Continues(int other, int one) => starts[other] >= 0 && Indentation(lines[other]) == Indentation(lines[one]);
    }

    private static void Align(List<int> run, string[] lines, int[] starts)
    {
        var width = run.Max(line => WidthOf(CodeOf(line)));
        foreach (var line in run)
        {
            var code = CodeOf(line);
            lines[line] = code + new string(' ', width - WidthOf(code) + 1) + lines[line][starts[line]..];
        }

        string CodeOf(int line) => lines[line][..starts[line]].TrimEnd(' ', '\t');
    }

    private static int WidthOf(string code) => code.EnumerateRunes().Count();

    private static int Indentation(string line) => line.Length - line.TrimStart('\t').Length;
}
