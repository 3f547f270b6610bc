using System.Globalization;
using Unpark.Findings;

namespace Unpark.Rendering.Html;

/// <summary>What changed between the first moment and the last, largest change first.</summary>
internal static class ChangesHtml
{
    private const int ChangesShown = 100;

    public static void Write(HtmlPage page, Changes changes)
    {
        WriteTotals(page, changes);
        var (hasCurves, hasSurvivors) = (changes.Items.Any(change => change.Counts.Length > 2), changes.Survivors is not null);
        page.Write($"<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Changes\"><table class=\"changes\">\n<thead><tr><th scope=\"col\" class=\"number\">change</th><th scope=\"col\" class=\"number\">before</th><th scope=\"col\" class=\"number\">after</th>");
        if (hasSurvivors) page.Write($"<th scope=\"col\" class=\"number\">the same</th>");
        if (hasCurves) page.Write($"<th scope=\"col\">series</th>");
        page.Write($"<th scope=\"col\">state</th><th scope=\"col\">place</th></tr></thead>\n<tbody>\n");
        foreach (var change in changes.Items.Take(ChangesShown)) WriteRow(page, change, hasSurvivors, hasCurves);
        page.Write($"</tbody>\n</table></div>\n");
        if (changes.Items.Length > ChangesShown) page.Write($"<p class=\"more\">{Verdict.Number(changes.Items.Length - ChangesShown)} more changed places are not shown.</p>\n");
    }

    private static void WriteTotals(HtmlPage page, Changes changes)
    {
        page.Write($"<p>{Verdict.Number(changes.TotalBefore)} -> {Verdict.Count(changes.TotalAfter, "goroutine")}");
        if (changes.Apart is { } apart) page.Write($", {Phrases.Of(apart)} apart");
        if (changes.Survivors is { } survivors) page.Write($"; {Verdict.Number(survivors)} are the same goroutines at the same place");
        page.Write($".</p>\n");
    }

    private static void WriteRow(HtmlPage page, Change change, bool hasSurvivors, bool hasCurves)
    {
        page.Write($"<tr><td class=\"number {new Markup(change.Delta > 0 ? "more" : "less")}\">{change.Delta.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture)}</td>");
        page.Write($"<td class=\"number\">{Verdict.Number(change.Before)}</td><td class=\"number\">{Verdict.Number(change.After)}</td>");
        if (hasSurvivors) page.Write($"<td class=\"number\">{(change.Survived is { } survived ? Verdict.Number(survived) : "")}</td>");
        if (hasCurves)
        {
            page.Write($"<td>");
            CurveHtml.Write(page, change.Counts);
            page.Write($"</td>");
        }
        page.Write($"<td class=\"state\">{change.Group.State.Text}</td><td>");
        PlacesHtml.WritePlace(page, change.Group);
        page.Write($"</td></tr>\n");
    }
}
