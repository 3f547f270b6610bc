using System.Globalization;
using Unpark.Findings;

namespace Unpark.Rendering.Html;

/// <summary>The flame graph as it stands when no script runs. All widths are shares of the page's, so it fits any.</summary>
internal static class FlamePicture
{
    private const int RowHeight = 18;
    private const int RowsShown = 60;
    private const double LeastWidth = 0.25;

    public static void Write(HtmlPage page, List<FlameBox> boxes)
    {
        var shown = boxes.Where(box => box.Depth < RowsShown && WidthOf(box, boxes) >= LeastWidth).ToList();
        var height = (shown.Max(box => box.Depth) + 1) * RowHeight;
        page.Write($"<svg class=\"picture\" role=\"img\" aria-label=\"Flame graph of {Verdict.Count(boxes[0].Node.Count, "goroutine")}\" width=\"100%\" height=\"{height}\">\n");
        foreach (var box in shown) WriteBox(page, box, boxes);
        page.Write($"</svg>\n");
    }

    /// <summary>What stands in a box: the function without its path, or the state.</summary>
    public static string NameOf(FlameBox box) => box.Node switch
    {
        { Frame: { } frame } => FrameHtml.NameOf(frame.Function),
        { State: { } state } => state.Leaked ? $"{state.Reason}, proven leaked" : state.Reason.Text,
        _ => Verdict.Count(box.Node.Count, "goroutine"),
    };

    private static void WriteBox(HtmlPage page, FlameBox box, List<FlameBox> boxes)
    {
        var (left, width) = (100.0 * box.Left / boxes[0].Node.Count, WidthOf(box, boxes));
        page.Write($"<svg x=\"{left}%\" y=\"{box.Depth * RowHeight}\" width=\"{width}%\" height=\"{RowHeight - 1}\" class=\"of-{(box.Parent < 0 ? "all" : StatesHtml.WordOf(box.Family))}{new Markup(box.Finding is null ? "" : " found")}\">");
        page.Write($"<title>{TitleOf(box)}</title><rect width=\"100%\" height=\"100%\"/>");
        if (width > 1.5) page.Write($"<text x=\"4\" y=\"12.5\">{NameOf(box)}</text>");
        page.Write($"</svg>\n");
    }

    private static string TitleOf(FlameBox box)
    {
        var place = box.Node.Frame is { File.Length: > 0 } frame ? string.Create(CultureInfo.InvariantCulture, $"{frame.Function}\n{frame.File}:{frame.Line}") : NameOf(box);
        return $"{place}\n{Verdict.Count(box.Node.Count, "goroutine")}";
    }

    private static double WidthOf(FlameBox box, List<FlameBox> boxes) => 100.0 * box.Node.Count / boxes[0].Node.Count;
}
