using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Html;

/// <summary>What stands above everything: the verdict, how the program ended, what was looked at.</summary>
internal static class SummaryHtml
{
    public static void Write(HtmlPage page, Report report)
    {
        var isLoud = report.Findings.Any(finding => finding.Level > Level.Note);
        page.Write($"<h1{new Markup(isLoud ? "" : " class=\"quiet\"")}>{Verdict.Of(report)}</h1>\n");
        if (report.Crash is { } crash) WriteCrash(page, crash);
        page.Write($"<p class=\"facts\">");
        foreach (var fact in Facts(report)) page.Write($"<span>{fact}</span> ");
        page.Write($"</p>\n");
    }

    private static void WriteCrash(HtmlPage page, Crash crash)
    {
        page.Write($"<p class=\"crash\">The program ended: <code>{Verdict.Of(crash)}</code></p>\n");
        foreach (var test in crash.RunningTests.Take(10)) page.Write($"<p class=\"crash\">running: <code>{test}</code></p>\n");
    }

    private static IEnumerable<string> Facts(Report report)
    {
        if (report.Evidence.Length == 1) yield return report.Evidence[0].Kind;
        if (report.Evidence.Length > 1) yield return $"{report.Evidence.Length} pieces of evidence";
        if (report.Total > 0) yield return Verdict.Count(report.Total, "goroutine");
        if (!report.Suppressed.IsEmpty) yield return $"{Verdict.Count(report.Suppressed.Length, "finding")} suppressed";
        if (report.Evidence.Select(evidence => evidence.GoVersion).LastOrDefault(version => version is not null) is { } go) yield return go;
        if (report.Evidence.Select(evidence => evidence.TakenAt).LastOrDefault(time => time is not null) is { } taken) yield return EvidenceHtml.TimeOf(taken);
        yield return report.Context == EvidenceContext.Test ? "a program that is over" : "a running program";
    }
}
