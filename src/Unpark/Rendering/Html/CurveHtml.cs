using System.Collections.Immutable;
using System.Globalization;
using Unpark.Findings;

namespace Unpark.Rendering.Html;

/// <summary>A count over the moments of a series, as a line as small as a word. It begins at zero, so that small changes look small.</summary>
internal static class CurveHtml
{
    private const int Width = 96, Height = 20, PointsShown = 96;

    public static void Write(HtmlPage page, ImmutableArray<long> counts)
    {
        if (counts.Length < 2) return;
        page.Write(
            $"""
            <svg class="curve" role="img" aria-label="{Label(counts)}" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}"><polyline points="{Points(counts)}"/></svg>
            """);
    }

    private static string Label(ImmutableArray<long> counts) =>
        $"{counts.Length} moments: from {Verdict.Number(counts[0])} to {Verdict.Number(counts[^1])}, at most {Verdict.Number(counts.Max())}";

    private static string Points(ImmutableArray<long> counts)
    {
        var most = Math.Max(1, counts.Max());
        var shown = Math.Min(PointsShown, counts.Length);
        return string.Join(' ', Enumerable.Range(0, shown).Select(i =>
        {
            var count = counts[(int)((long)i * (counts.Length - 1) / (shown - 1))];
            return string.Create(CultureInfo.InvariantCulture, $"{1 + (Width - 2.0) * i / (shown - 1):0.#},{Height - 1 - (Height - 2.0) * count / most:0.#}");
        }));
    }
}
