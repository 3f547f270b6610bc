using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Html;

/// <summary>The findings, worst first; notes folded behind those that count.</summary>
internal static class FindingsHtml
{
    private const int FindingsShown = 100;
    private const int FramesShown = 60;

    public static void Write(HtmlPage page, Report report)
    {
        var loud = report.Findings.Where(finding => finding.Level > Level.Note).ToList();
        var notes = report.Findings.Where(finding => finding.Level == Level.Note).ToList();
        var (curves, waits) = (new Curves(report.Changes), new WaitsHtml());
        if (loud.Count > 1) WriteIndex(page, loud);
        WriteAll(page, loud, 0, curves, waits);
        if (notes.Count == 0) return;

        page.Write($"<details class=\"notes\"{new Markup(loud.Count == 0 ? " open" : "")}>\n<summary>{Verdict.Count(notes.Count, "note")}: worth knowing, no ticket</summary>\n");
        WriteAll(page, notes, loud.Count, curves, waits);
        page.Write($"</details>\n");
    }

    /// <summary>The place of a finding on the page, by its place in the report's order of loud ones before notes.</summary>
    public static string IdOf(int index) => FormattableString.Invariant($"finding-{index + 1}");

    private static void WriteIndex(HtmlPage page, List<Finding> findings)
    {
        page.Write($"<ol class=\"index\">\n");
        for (var i = 0; i < Math.Min(FindingsShown, findings.Count); i++)
            page.Write($"<li class=\"{Verdict.Word(findings[i].Level)}\"><a href=\"#{IdOf(i)}\">{findings[i].Title}</a> <span class=\"sure\">{Verdict.Word(findings[i].Confidence)}</span></li>\n");
        page.Write($"</ol>\n");
    }

    private static void WriteAll(HtmlPage page, List<Finding> findings, int first, Curves curves, WaitsHtml waits)
    {
        for (var i = 0; i < Math.Min(FindingsShown, findings.Count); i++) WriteFinding(page, findings[i], first + i, curves, waits);
        if (findings.Count > FindingsShown) page.Write($"<p class=\"more\">{Verdict.Number(findings.Count - FindingsShown)} more are not shown here; <code>--format json</code> has them all.</p>\n");
    }

    private static void WriteFinding(HtmlPage page, Finding finding, int index, Curves curves, WaitsHtml waits)
    {
        var level = Verdict.Word(finding.Level);
        page.Write(
            $"""
            <article class="finding {level}" id="{IdOf(index)}" aria-labelledby="{IdOf(index)}-title">
            <p class="tags"><span class="level">{level}</span> <span class="sure">{Verdict.Word(finding.Confidence)}</span> <span>{finding.Rule.Id} {finding.Rule.Name}</span>{LinkToFlame(finding, index)}</p>
            <h3 id="{IdOf(index)}-title">{finding.Title}</h3>
            <dl>

            """);
        WritePlace(page, finding.State is null ? "at" : "stuck", finding.Site?.Frame ?? finding.Stack.Leaf, finding);
        WritePlace(page, "created", finding.CreatedBy, null);
        WriteRow(page, "test", string.Join("; ", Phrases.TestsOf(finding)));
        WriteRow(page, "age", finding.Age is { } age ? Phrases.Of(age) : "");
        WriteGrowth(page, finding, curves);
        WriteRow(page, "ages", Phrases.Of(finding.Ages));
        WriteRow(page, "holds", Phrases.Of(finding.Cost));
        WriteRow(page, "cause", Phrases.Of(finding.Cause));
        WriteRows(page, "because", finding.Because);
        WriteRows(page, "not", finding.RuledOut);
        WriteRows(page, "unknown", finding.Unknown);
        page.Write($"<div class=\"fix\"><dt>fix</dt><dd>{finding.Fix}</dd></div>\n");
        WriteRow(page, "patch", Phrases.PatchOf(finding));
        WriteRow(page, "ids", Phrases.IdsOf(finding));
        page.Write($"</dl>\n");
        foreach (var excerpt in finding.Excerpts) ExcerptHtml.Write(page, excerpt);
        waits.Write(page, finding, index);
        WriteStack(page, finding.Stack);
        WriteRule(page, finding.Rule);
        page.Write($"</article>\n");
    }

    private static Markup LinkToFlame(Finding finding, int index) => finding.Site is null || finding.Level == Level.Note ? default :
        new(FormattableString.Invariant($" <span class=\"scripted\"><a href=\"#flame\" data-finding=\"{index}\">in the flame graph</a></span>"));

    private static void WritePlace(HtmlPage page, string head, Frame? frame, Finding? waiting)
    {
        if (frame is null) return;
        page.Write($"<div><dt>{head}</dt><dd>");
        FrameHtml.WritePlace(page, frame);
        if (frame.File.Length > 0) FrameHtml.WriteFunction(page, frame.Function);
        if (waiting?.State is { } state) page.Write($"<span class=\"state\">{state.Text}</span>");
        page.Write($"</dd></div>\n");
    }

    private static void WriteGrowth(HtmlPage page, Finding finding, Curves curves)
    {
        if (finding.Growth is null) return;
        page.Write($"<div><dt>growth</dt><dd>{Phrases.Of(finding.Growth)}");
        if (curves.At(finding.Site) is { } counts) CurveHtml.Write(page, counts);
        page.Write($"</dd></div>\n");
    }

    private static void WriteRow(HtmlPage page, string head, string text)
    {
        if (text.Length > 0) page.Write($"<div><dt>{head}</dt><dd>{text}</dd></div>\n");
    }

    private static void WriteRows(HtmlPage page, string head, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty) return;
        page.Write($"<div><dt>{head}</dt>");
        foreach (var text in texts) page.Write($"<dd>{text}</dd>");
        page.Write($"</div>\n");
    }

    private static void WriteStack(HtmlPage page, CallStack stack)
    {
        if (stack.Frames.IsEmpty) return;
        page.Write($"<details>\n<summary>Stack, {Verdict.Count(stack.Frames.Length, "frame")}</summary>\n");
        FrameHtml.WriteStack(page, stack, FramesShown);
        page.Write($"</details>\n");
    }

    private static void WriteRule(HtmlPage page, RuleDoc rule)
    {
        page.Write($"<details>\n<summary>About {rule.Id}: {rule.Title}</summary>\n<dl>\n");
        WriteRow(page, "why", rule.Why);
        WriteRow(page, "confirm", rule.Confirm);
        WriteRow(page, "fix", rule.Fix);
        WriteRow(page, "sure", $"at most {Verdict.Word(rule.MaxConfidence)}");
        if (rule.Versions is { } versions) WriteRow(page, "go", versions);
        page.Write($"</dl>\n");
        if (rule.Example is { } example) page.Write($"<pre tabindex=\"0\"><code>{example.TrimEnd('\n')}</code></pre>\n");
        page.Write($"</details>\n");
    }
}
