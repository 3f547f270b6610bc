using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Html;

/// <summary>The stacks as a flame graph: a still picture for everybody, and the figures from which the script draws one that zooms.</summary>
internal static class FlameHtml
{
    public static void Write(HtmlPage page, Report report)
    {
        var boxes = FlameBox.Of(report);
        page.Write(
            $"""
            <p>A box is a line of a stack, as wide as the goroutines that are in it; the entry is at the top, what they wait for at the bottom.</p>
            <p class="tools scripted"><label for="flame-search">Search</label> <input type="search" id="flame-search" placeholder="function, file or state" autocomplete="off" spellcheck="false"> <output id="flame-found" for="flame-search"></output> <button type="button" id="flame-reset" disabled>Show all</button></p>
            <div class="flame" id="flame-graph">

            """);
        FlamePicture.Write(page, boxes);
        page.Write($"</div>\n");
        WriteLegend(page, boxes);
        page.Write($"<p class=\"hint scripted\">Click or Enter shows a box alone, Escape all again; the arrow keys move.</p>\n");
        if (report.Stacks.LargestLeftOut is > 0 and var most) page.Write($"<p class=\"more\">These are the {Verdict.Number(boxes.Count - 1)} largest boxes; none of the others has more than {Verdict.Count(most, "goroutine")}.</p>\n");
        if (report.Stacks.Total < report.Total) page.Write($"<p class=\"more\">Not among them: what runs only to write the evidence ({Verdict.Count(report.Total - report.Stacks.Total, "goroutine")}).</p>\n");
        page.Write($"<script type=\"application/json\" id=\"flame-data\">{FlameJson.Of(boxes, report)}</script>\n");
    }

    private static void WriteLegend(HtmlPage page, List<FlameBox> boxes)
    {
        page.Write($"<ul class=\"legend\" aria-label=\"Colours of the boxes\">");
        foreach (var family in boxes.Skip(1).Select(box => box.Family).Distinct().OrderBy(family => family ?? (StateFamily)int.MaxValue))
            page.Write($"<li><span class=\"swatch of-{StatesHtml.WordOf(family)}\"></span>{StatesHtml.WordOf(family)}</li>");
        if (boxes.Any(box => box.Finding is not null)) page.Write($"<li><span class=\"swatch found\"></span>a finding</li>");
        page.Write($"</ul>\n");
    }
}
