using System.Text;
using Unpark.Findings;

namespace Unpark.Patches.Editing;

/// <summary>Two states of a file, as edits of whole lines: their columns are 1 however a reader counts them.</summary>
internal static class LineEdits
{
    public static IEnumerable<SourceEdit> Between(string file, string before, string after)
    {
        var (old, now) = (TextLines.Of(before), TextLines.Of(after));
        foreach (var change in LineDiff.Of(old, now))
        {
            var start = PointAt(old, change.Before);
            var end = PointAt(old, change.Before + change.Removed);
            yield return new(file, start, end, string.Concat(now.Skip(change.After).Take(change.Added)));
        }
    }

    // Behind a last line without an end there is no next one to begin at.
    private static EditPoint PointAt(IReadOnlyList<string> lines, int index)
    {
        var offset = lines.Take(index).Sum(Encoding.UTF8.GetByteCount);
        var isInside = index > 0 && index == lines.Count && !lines[^1].EndsWith('\n');
        return isInside ? new(offset, index, Encoding.UTF8.GetByteCount(lines[^1]) + 1) : new(offset, index + 1, 1);
    }
}
