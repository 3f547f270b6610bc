using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Html;

/// <summary>How many goroutines are in each state; the colours are those of the flame graph.</summary>
internal static class StatesHtml
{
    private const int StatesShown = 60;

    public static void Write(HtmlPage page, Report report)
    {
        var (hasBefore, hasLeaked) = (report.States.Any(state => state.Before is not null), report.States.Any(state => state.Leaked > 0));
        page.Write($"<table class=\"states\">\n<thead><tr><th scope=\"col\" class=\"number\">goroutines</th><th scope=\"col\">state</th>");
        if (hasBefore) page.Write($"<th scope=\"col\" class=\"number\">before</th>");
        if (hasLeaked) page.Write($"<th scope=\"col\" class=\"number\">proven leaked</th>");
        page.Write($"<th scope=\"col\">share</th></tr></thead>\n<tbody>\n");
        foreach (var state in report.States.Take(StatesShown)) WriteRow(page, state, report.Total, hasBefore, hasLeaked);
        page.Write($"</tbody>\n</table>\n");
        if (report.States.Length > StatesShown) page.Write($"<p class=\"more\">{report.States.Length - StatesShown} more states are not shown.</p>\n");
    }

    /// <summary>The name of the family in the style sheets.</summary>
    public static string WordOf(StateFamily? family) => family switch
    {
        null => "mixed",
        StateFamily.Channel => "channel",
        StateFamily.Select => "select",
        StateFamily.Lock => "lock",
        StateFamily.Network => "network",
        StateFamily.Sleep => "sleep",
        StateFamily.Syscall => "syscall",
        StateFamily.Running => "running",
        _ => "other",
    };

    private static void WriteRow(HtmlPage page, StateCount state, long total, bool hasBefore, bool hasLeaked)
    {
        var family = WordOf(state.Family);
        var share = total > 0 ? Math.Clamp(100.0 * state.Count / total, 0, 100) : 0;
        page.Write($"<tr><td class=\"number\">{Verdict.Number(state.Count)}</td><td><span class=\"swatch of-{family}\"></span>{state.State.Text}</td>");
        if (hasBefore) page.Write($"<td class=\"number\">{(state.Before is { } before ? Verdict.Number(before) : "")}</td>");
        if (hasLeaked) page.Write($"<td class=\"number leaked\">{(state.Leaked > 0 ? Verdict.Number(state.Leaked) : "")}</td>");
        page.Write($"<td class=\"share\"><svg class=\"of-{family}\" aria-hidden=\"true\" width=\"100%\" height=\"10\"><rect width=\"{share}%\" height=\"10\" rx=\"1\"/></svg></td></tr>\n");
    }
}
