using System.Text;
using Unpark.Findings;

namespace Unpark.Rendering.Markdown;

/// <summary>The report as a comment on an issue or a merge request.</summary>
public static class ReportMarkdown
{
    /// <summary>Characters a comment may have on GitHub; the report is never longer.</summary>
    public const int MaxLength = 65_536;

    private const int RowsShown = 20;
    private const int StatesShown = 20;
    private const int RemarksShown = 20;
    private const int FramesShown = 12;
    private const int RoomForClosing = 200;

    /// <summary>Whole parts in order of weight until the comment is full; what did not fit is counted at the end.</summary>
    public static void Write(Report report, TextWriter output)
    {
        var room = MaxLength - RoomForClosing;
        var leftOut = 0;
        foreach (var part in Parts(report))
        {
            if (leftOut == 0 && part.Length <= room)
            {
                output.Write(part);
                room -= part.Length;
            }
            else
            {
                leftOut++;
            }
        }
        if (leftOut > 0) output.Write($"\n*{Verdict.Count(leftOut, "part")} of the report left out: a comment holds {Verdict.Number(MaxLength)} characters.*\n");
    }

    private static IEnumerable<string> Parts(Report report)
    {
        yield return $"**{MarkdownText.Plain(Verdict.Of(report))}**\n";
        if (report.Crash is { } crash) yield return $"\nThe program ended: {MarkdownText.Plain(crash.Message)}\n";
        var loud = report.Findings.Where(finding => finding.Level > Level.Note).ToList();
        if (loud.Count > 1) yield return Table(loud);
        for (var i = 0; i < loud.Count; i++) yield return Part(loud[i], isOpen: i == 0);
        if (!report.Suppressed.IsEmpty) yield return $"\n{Verdict.Count(report.Suppressed.Length, "finding")} suppressed by baseline or configuration.\n";
        foreach (var note in report.Findings.Where(finding => finding.Level == Level.Note)) yield return Part(note, isOpen: false);
        if (!report.States.IsEmpty) yield return States(report);
        if (Remarks(report) is { Length: > 0 } remarks) yield return remarks;
    }

    private static string Table(List<Finding> findings)
    {
        var text = new StringBuilder("\n| level | finding | sure | rule |\n|---|---|---|---|\n");
        foreach (var finding in findings.Take(RowsShown))
            text.Append($"| {Verdict.Word(finding.Level)} | {MarkdownText.Plain(finding.Title)} | {Verdict.Word(finding.Confidence)} | {finding.Rule.Id} |\n");
        if (findings.Count > RowsShown) text.Append($"| | and {Verdict.Number(findings.Count - RowsShown)} more | | |\n");
        return text.ToString();
    }

    // Folded but for the worst: a comment is read from the top and has to leave room for the talk.
    private static string Part(Finding finding, bool isOpen)
    {
        var text = new StringBuilder();
        text.Append($"\n<details{(isOpen ? " open" : "")}><summary><b>{MarkdownText.Html(finding.Title)}</b> ({Verdict.Word(finding.Confidence)}, {finding.Rule.Id} {finding.Rule.Name})</summary>\n\n");
        if (finding.Site is { } site) text.Append($"- stuck at {MarkdownText.Code(site.Frame.Place)} in {MarkdownText.Code(site.Frame.Function)}\n");
        if (finding.CreatedBy is { } creator) text.Append($"- created at {MarkdownText.Code(creator.Place)} in {MarkdownText.Code(creator.Function)}\n");
        foreach (var test in Phrases.TestsOf(finding)) text.Append($"- test {MarkdownText.Plain(test)}\n");
        if (finding.Growth is { } growth) text.Append($"- growth: {MarkdownText.Plain(Phrases.Of(growth))}\n");
        if (finding.Cause is { } cause) text.Append($"- **cause**: {MarkdownText.Plain(Phrases.Of(cause))}\n");
        foreach (var reason in finding.Because) text.Append($"- {MarkdownText.Plain(reason)}\n");
        foreach (var reason in finding.RuledOut) text.Append($"- not {MarkdownText.Plain(reason)}\n");
        foreach (var question in finding.Unknown) text.Append($"- unknown: {MarkdownText.Plain(question)}\n");
        if (finding.Cost is { } cost) text.Append($"- holds {MarkdownText.Plain(Phrases.Of(cost))}\n");
        foreach (var excerpt in finding.Excerpts) ExcerptMarkdown.Append(text, excerpt);
        text.Append($"\n**Fix.** {MarkdownText.Plain(finding.Fix)}\n");
        if (Phrases.PatchOf(finding) is { Length: > 0 } patch) text.Append($"\n**Patch.** {MarkdownText.Plain(patch)}\n");
        if (!finding.Stack.Frames.IsEmpty) AppendStack(text, finding);
        return text.Append("\n</details>\n").ToString();
    }

    private static void AppendStack(StringBuilder text, Finding finding)
    {
        text.Append("\n<details><summary>stack</summary>\n\n");
        foreach (var frame in finding.Stack.Frames.Take(FramesShown)) text.Append($"- {MarkdownText.Code(frame.Function)} {MarkdownText.Code(frame.Place)}\n");
        if (finding.Stack.Frames.Length > FramesShown) text.Append($"- and {Verdict.Count(finding.Stack.Frames.Length - FramesShown, "more frame")}\n");
        text.Append("\n</details>\n");
    }

    private static string States(Report report)
    {
        var text = new StringBuilder($"\n<details><summary>{Verdict.Count(report.Total, "goroutine")} by state</summary>\n\n| goroutines | state | leaked |\n|---:|---|---:|\n");
        foreach (var state in report.States.Take(StatesShown))
            text.Append($"| {Verdict.Number(state.Count)} | {MarkdownText.Plain(state.State.Text)} | {(state.Leaked > 0 ? Verdict.Number(state.Leaked) : "")} |\n");
        return text.Append("\n</details>\n").ToString();
    }

    private static string Remarks(Report report)
    {
        var remarks = report.Notes
            .Concat(report.LeftOut.Select(omission => $"left out: {omission.What}: {omission.Why}"))
            .Concat(report.Diagnostics.Select(diagnostic => diagnostic.ToString()))
            .Take(RemarksShown)
            .Select(remark => $"- {MarkdownText.Plain(remark)}\n");
        var text = string.Concat(remarks);
        return text.Length == 0 ? "" : $"\n<details><summary>about the evidence</summary>\n\n{text}\n</details>\n";
    }
}
