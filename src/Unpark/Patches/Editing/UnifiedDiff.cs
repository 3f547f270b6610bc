namespace Unpark.Patches.Editing;

/// <summary>A changed file as <c>git apply</c> and <c>patch -p1</c> take it.</summary>
public static class UnifiedDiff
{
    // What both programs are used to, and what lets them find the place again when lines above have come or gone.
    private const int Context = 3;

    /// <summary>Nothing when the texts are the same.</summary>
    /// <param name="path">Below the folder in which the patch will be applied, with slashes.</param>
    public static void Write(TextWriter output, string path, string before, string after)
    {
        var (old, now) = (TextLines.Of(before), TextLines.Of(after));
        var changes = LineDiff.Of(old, now);
        if (changes.Count == 0) return;
        output.Write($"--- a/{path}\n+++ b/{path}\n");
        foreach (var hunk in Hunks(changes)) WriteHunk(output, hunk, old, now);
    }

    // Changes whose surroundings touch stand in one hunk.
    private static List<List<LineChange>> Hunks(IReadOnlyList<LineChange> changes)
    {
        var hunks = new List<List<LineChange>>();
        foreach (var change in changes)
        {
            if (hunks is [.., [.., var last] hunk] && change.Before - (last.Before + last.Removed) <= 2 * Context) hunk.Add(change);
            else hunks.Add([change]);
        }
        return hunks;
    }

    private static void WriteHunk(TextWriter output, List<LineChange> changes, IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var (first, last) = (changes[0], changes[^1]);
        var start = Math.Max(0, first.Before - Context);
        var end = Math.Min(before.Count, last.Before + last.Removed + Context);
        var shift = first.After - first.Before;
        var grown = changes.Sum(change => change.Added - change.Removed);
        output.Write($"@@ -{Range(start, end - start)} +{Range(start + shift, end - start + grown)} @@\n");
        var at = start;
        foreach (var change in changes)
        {
            WriteLines(output, ' ', before, at, change.Before);
            WriteLines(output, '-', before, change.Before, change.Before + change.Removed);
            WriteLines(output, '+', after, change.After, change.After + change.Added);
            at = change.Before + change.Removed;
        }
        WriteLines(output, ' ', before, at, end);
    }

    // An empty range is named by the line above it.
    private static string Range(int start, int count) => FormattableString.Invariant($"{(count == 0 ? start : start + 1)}{(count == 1 ? "" : $",{count}")}");

    private static void WriteLines(TextWriter output, char mark, IReadOnlyList<string> lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            output.Write(mark);
            output.Write(lines[i]);
            if (!lines[i].EndsWith('\n')) output.Write("\n\\ No newline at end of file\n");
        }
    }
}
