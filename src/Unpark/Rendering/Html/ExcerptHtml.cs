using Unpark.Findings;

namespace Unpark.Rendering.Html;

/// <summary>Lines of source around a finding, the culprit marked.</summary>
internal static class ExcerptHtml
{
    public static void Write(HtmlPage page, SourceExcerpt excerpt)
    {
        page.Write($"<figure class=\"source\">\n<figcaption><code>{excerpt.File}</code></figcaption>\n<pre tabindex=\"0\">");
        foreach (var line in ExcerptLines.Of(excerpt)) WriteLine(page, line);
        page.Write($"</pre>\n</figure>\n");
    }

    private static void WriteLine(HtmlPage page, ExcerptLine line)
    {
        page.Write($"<span class=\"line-number\">{line.Number}</span> ");
        if (line.IsCulprit) page.Write($"<mark>{line.Code}</mark>");
        else page.Write($"{line.Code}");
        if (line.Word.Length > 0) page.Write($"<em>  {new Markup("&larr;")} {line.Word}</em>");
        page.Write($"\n");
    }
}
