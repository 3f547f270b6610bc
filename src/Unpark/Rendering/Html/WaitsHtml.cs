using System.Globalization;
using Unpark.Findings;
using Unpark.Rendering.Graphs;

namespace Unpark.Rendering.Html;

/// <summary>Who waits for whom, drawn at the first finding of a deadlock; the others lead there.</summary>
internal sealed class WaitsHtml
{
    private readonly Dictionary<WaitPicture, int> _drawn = [];

    /// <param name="index">Of the finding, as in <see cref="FindingsHtml.IdOf"/>.</param>
    public void Write(HtmlPage page, Finding finding, int index)
    {
        if (finding.Picture is not { } picture) return;
        if (!_drawn.TryAdd(picture, index))
        {
            page.Write($"<p class=\"hint\">Drawn at <a href=\"#{FindingsHtml.IdOf(_drawn[picture])}\">finding {_drawn[picture] + 1}</a>.</p>\n");
            return;
        }
        using var svg = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        SvgPicture.Write(picture, $"waits-{index + 1}", finding.Title, svg);
        page.Write($"<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Who waits for whom\">{new Markup(HtmlText.Visible(svg.ToString(), int.MaxValue))}</div>\n");
    }
}
