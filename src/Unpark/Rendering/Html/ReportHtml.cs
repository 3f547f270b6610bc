using Unpark.Findings;

namespace Unpark.Rendering.Html;

/// <summary>
/// The report as one page that needs nothing but itself: no network, no other file, and to be read no script. With
/// scripts its tables sort and filter, and the flame graph zooms and searches.
/// </summary>
public static class ReportHtml
{
    private static readonly Markup Icon = new(
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath d='M2 3h12v3H2zm0 4h8v3H2zm0 4h4v3H2z' fill='%23c2410c'/%3E%3C/svg%3E");

    public static void Write(Report report, TextWriter output, RenderOptions options)
    {
        var page = new HtmlPage(output);
        var sections = ReportSection.Of(report);
        WriteHead(page, report);
        WriteTop(page, sections);
        page.Write($"<main id=\"top\">\n");
        SummaryHtml.Write(page, report);
        foreach (var section in sections) WriteSection(page, section);
        if (options.Version is { } version) page.Write($"<footer>Written by unpark {version}.</footer>\n");
        page.Write($"</main>\n<script type=\"module\">{PageParts.Scripts}</script>\n</body>\n</html>\n");
    }

    private static void WriteHead(HtmlPage page, Report report) => page.Write(
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="{PageParts.Policy}">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>{Verdict.Of(report)} - unpark</title>
        <link rel="icon" href="{Icon}">
        <style>{PageParts.Styles}</style>
        <script>{PageParts.EarlyScript}</script>
        </head>
        <body>

        """);

    private static void WriteTop(HtmlPage page, IReadOnlyList<ReportSection> sections)
    {
        page.Write($"<header class=\"bar\">\n<a class=\"brand\" href=\"#top\">unpark</a>\n<nav aria-label=\"Sections\">\n");
        foreach (var section in sections) page.Write($"<a href=\"#{section.Id}\">{section.Title}{new Markup(section.Count is null ? "" : " ")}<span class=\"count\">{section.Count}</span></a>\n");
        page.Write($"</nav>\n<button type=\"button\" id=\"theme\" class=\"scripted\">Theme: <span>system</span></button>\n</header>\n");
    }

    private static void WriteSection(HtmlPage page, ReportSection section)
    {
        page.Write($"<section id=\"{section.Id}\" aria-labelledby=\"{section.Id}-title\">\n<h2 id=\"{section.Id}-title\">{section.Title}</h2>\n");
        section.Write(page);
        page.Write($"</section>\n");
    }
}
