using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Html;

/// <summary>The goroutines of the last moment by place, largest first, with a stack of each.</summary>
internal static class PlacesHtml
{
    private const int PlacesShown = 500;
    private const int FramesShown = 40;

    /// <summary>Characters after which no further place is begun: names can be long.</summary>
    private const int Room = 3_000_000;

    public static void Write(HtmlPage page, ImmutableArray<GroupSummary> places)
    {
        page.Write(
            $"""
            <p class="tools scripted"><label for="places-filter">Filter</label> <input type="search" id="places-filter" placeholder="function, file, state, label" autocomplete="off" spellcheck="false"> <output id="places-found" for="places-filter"></output></p>
            <div class="wide" tabindex="0" role="group" aria-label="Places"><table class="places sortable" id="places-table">
            <thead><tr><th scope="col" class="number">goroutines</th><th scope="col">state</th><th scope="col">place</th>
            """);
        var (hasCreators, hasAges) = (places.Any(place => place.CreatedBy is not null), places.Any(place => place.Age is not null));
        if (hasCreators) page.Write($"<th scope=\"col\">created at</th>");
        if (hasAges) page.Write($"<th scope=\"col\" class=\"number\">waited, min</th>");
        page.Write($"</tr></thead>\n<tbody>\n");
        var (start, shown) = (page.Length, 0);
        while (shown < Math.Min(PlacesShown, places.Length) && page.Length - start < Room) WriteRow(page, places[shown++], hasCreators, hasAges);
        page.Write($"</tbody>\n</table></div>\n");
        if (shown < places.Length) WriteRest(page, places.AsSpan(shown..));
    }

    public static void WritePlace(HtmlPage page, GroupSummary place)
    {
        if (place.Site is not { } site)
        {
            page.Write($"<span class=\"path\">(no stack)</span>");
            return;
        }
        FrameHtml.WriteFunction(page, site.Frame.Function);
        if (site.Frame.File.Length > 0) FrameHtml.WritePlace(page, site.Frame);
    }

    private static void WriteRow(HtmlPage page, GroupSummary place, bool hasCreators, bool hasAges)
    {
        page.Write($"<tr><td class=\"number\">{Verdict.Number(place.Count)}</td><td class=\"state\">{place.State.Text}</td><td>");
        WritePlace(page, place);
        WriteMarks(page, place);
        if (place.Stack.Frames.Length > 1)
        {
            page.Write($"<details><summary>stack, {Verdict.Count(place.Stack.Frames.Length, "frame")}</summary>\n");
            FrameHtml.WriteStack(page, place.Stack, FramesShown);
            page.Write($"</details>");
        }
        page.Write($"</td>");
        if (hasCreators) WriteCreator(page, place.CreatedBy);
        if (hasAges) page.Write($"<td class=\"number age\">{WaitOf(place.Age)}</td>");
        page.Write($"</tr>\n");
    }

    private static void WriteCreator(HtmlPage page, Frame? creator)
    {
        page.Write($"<td class=\"creator\">");
        if (creator is not null) FrameHtml.WritePlace(page, creator);
        page.Write($"</td>");
    }

    private static void WriteMarks(HtmlPage page, GroupSummary place)
    {
        if (place.Leaked == 0 && place.Site?.Library is null && place.Labels.IsEmpty) return;
        page.Write($"<div class=\"marks\">");
        if (place.Leaked > 0) page.Write($"<span class=\"leaked\">{Verdict.Number(place.Leaked)} proven leaked</span>");
        if (place.Site?.Library is { } library) page.Write($"<span>{library}</span>");
        foreach (var label in place.Labels) page.Write($"<span>{label.Key}={label.Value}</span>");
        page.Write($"</div>");
    }

    private static string WaitOf(Age? age) => age switch
    {
        null => "",
        { } one when one.MinMinutes == one.MaxMinutes => Verdict.Number(one.MaxMinutes),
        _ => $"{Verdict.Number(age.MinMinutes)} to {Verdict.Number(age.MaxMinutes)}",
    };

    private static void WriteRest(HtmlPage page, ReadOnlySpan<GroupSummary> rest)
    {
        var goroutines = 0L;
        foreach (var place in rest) goroutines += place.Count;
        page.Write($"<p class=\"more\">{Verdict.Count(rest.Length, "smaller place")} with {Verdict.Count(goroutines, "goroutine")} not shown; <code>--format json</code> has them all.</p>\n");
    }
}
