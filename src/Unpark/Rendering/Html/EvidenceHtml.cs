using System.Globalization;
using Unpark.Findings;

namespace Unpark.Rendering.Html;

/// <summary>What was looked at, what it could not say, and what was left out and why.</summary>
internal static class EvidenceHtml
{
    private const int PiecesShown = 50;
    private const int RemarksShown = 50;

    public static void Write(HtmlPage page, Report report)
    {
        WritePieces(page, report);
        var context = report.Context == EvidenceContext.Test ? "a program that is over" : "a running program";
        page.Write($"<p>Taken for {context}: {report.ContextReason}.</p>\n");
        WriteList(page, "Notes", [.. report.Notes]);
        WriteList(page, "Left out", [.. report.LeftOut.Select(omission => $"{omission.What}: {omission.Why}.{(omission.HowToGet is { } flag ? $" Get it with {flag}." : "")}")]);
        WriteList(page, "Not as expected", [.. report.Diagnostics.Select(diagnostic => diagnostic.ToString())]);
    }

    /// <summary>"2026-11-21 10:45:33 UTC"</summary>
    public static string TimeOf(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static void WritePieces(HtmlPage page, Report report)
    {
        if (report.Evidence.IsEmpty) return;
        page.Write($"<div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"Pieces of evidence\"><table>\n<thead><tr><th scope=\"col\">source</th><th scope=\"col\">kind</th><th scope=\"col\" class=\"number\">goroutines</th><th scope=\"col\">taken</th><th scope=\"col\">Go</th></tr></thead>\n<tbody>\n");
        foreach (var piece in report.Evidence.Take(PiecesShown))
        {
            page.Write($"<tr><td><code>{piece.Source}</code></td><td>{piece.Kind}</td><td class=\"number\">{(piece.Goroutines is { } count ? Verdict.Number(count) : "")}</td>");
            page.Write($"<td>{(piece.TakenAt is { } time ? TimeOf(time) : "")}</td><td>{piece.GoVersion}</td></tr>\n");
        }
        page.Write($"</tbody>\n</table></div>\n");
        WriteRest(page, report.Evidence.Length, PiecesShown);
    }

    private static void WriteList(HtmlPage page, string title, IReadOnlyList<string> remarks)
    {
        if (remarks.Count == 0) return;
        page.Write($"<h3>{title}</h3>\n<ul class=\"remarks\">\n");
        foreach (var remark in remarks.Take(RemarksShown)) page.Write($"<li>{remark}</li>\n");
        page.Write($"</ul>\n");
        WriteRest(page, remarks.Count, RemarksShown);
    }

    private static void WriteRest(HtmlPage page, int count, int shown)
    {
        if (count > shown) page.Write($"<p class=\"more\">{Verdict.Number(count - shown)} more are not shown.</p>\n");
    }
}
