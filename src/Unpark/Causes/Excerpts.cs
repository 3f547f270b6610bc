using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.GoSyntax.Positions;
using Unpark.Source;

namespace Unpark.Causes;

/// <summary>The few lines a reader needs: where goroutines wait, the culprit, and what it has to do with.</summary>
internal static class Excerpts
{
    private const int MostExcerpts = 3;

    /// <summary>Lines of one excerpt: places further apart are shown apart.</summary>
    private const int MostLines = 14;

    private const int LinesAround = 1;

    /// <param name="line">Where goroutines wait, in <paramref name="file"/>.</param>
    /// <param name="word">What is said of that line.</param>
    public static ImmutableArray<SourceExcerpt> Of(PackageSource package, SourceFile file, int line, Cause? cause, string word = "stuck")
    {
        var marks = new List<FileMark> { new(file.Path, new(line, word)) };
        if (cause is not null) marks.Add(new(cause.Spot.File, new(cause.Spot.Line, cause.Spot.What, IsCulprit: true)));
        foreach (var other in (cause?.Others ?? []).Where(other => other.Line != line || other.File != file.Path)) marks.Add(new(other.File, new(other.Line, other.What)));
        return
        [
            .. marks.DistinctBy(mark => mark with { Mark = mark.Mark with { IsCulprit = false } })
                .GroupBy(mark => mark.File, mark => mark.Mark, StringComparer.Ordinal)
                .SelectMany(same => InFile(package.FileAt(same.Key), [.. same.OrderBy(mark => mark.Line)]))
                .Take(MostExcerpts),
        ];
    }

    private static IEnumerable<SourceExcerpt> InFile(SourceFile? file, IReadOnlyList<LineMark> marks)
    {
        if (file is null) yield break;
        for (var first = 0; first < marks.Count;)
        {
            var last = first;
            while (last + 1 < marks.Count && marks[last + 1].Line - marks[first].Line < MostLines) last++;
            yield return Cut(file, [.. marks.Skip(first).Take(last - first + 1)]);
            first = last + 1;
        }
    }

    private static SourceExcerpt Cut(SourceFile file, ImmutableArray<LineMark> marks)
    {
        var source = file.Syntax.Source;
        var first = Math.Max(1, marks[0].Line - LinesAround);
        var last = Math.Min(source.LineCount, marks[^1].Line + LinesAround);
        return new(file.Path, first, LinesOf(source, first, last), marks);
    }

    private static ImmutableArray<string> LinesOf(SourceText source, int first, int last)
    {
        var lines = ImmutableArray.CreateBuilder<string>(last - first + 1);
        for (var line = first; line <= last; line++) lines.Add(source.Line(line));
        return lines.MoveToImmutable();
    }

    private sealed record FileMark(string File, LineMark Mark);
}
