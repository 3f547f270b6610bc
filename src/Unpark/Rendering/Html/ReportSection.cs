using Unpark.Findings;

namespace Unpark.Rendering.Html;

/// <summary>A part of the page with a heading and a place in its navigation.</summary>
/// <param name="Count">Beside the title in the navigation; null for none.</param>
internal sealed record ReportSection(string Id, string Title, string? Count, Action<HtmlPage> Write)
{
    /// <summary>Those that have something to say, in the order of the page.</summary>
    public static IReadOnlyList<ReportSection> Of(Report report)
    {
        var sections = new List<ReportSection>();
        if (!report.Findings.IsEmpty) sections.Add(new("findings", "Findings", Number(report.Findings.Length), page => FindingsHtml.Write(page, report)));
        if (!report.States.IsEmpty) sections.Add(new("states", "States", Number(report.States.Length), page => StatesHtml.Write(page, report)));
        if (report.Changes is { Items.IsEmpty: false } changes) sections.Add(new("changes", "Changes", Number(changes.Items.Length), page => ChangesHtml.Write(page, changes)));
        if (report.Stacks.Total > 0) sections.Add(new("flame", "Flame graph", null, page => FlameHtml.Write(page, report)));
        if (!report.Groups.IsEmpty) sections.Add(new("places", "Places", Number(report.Groups.Length), page => PlacesHtml.Write(page, report.Groups)));
        sections.Add(new("evidence", "Evidence", null, page => EvidenceHtml.Write(page, report)));
        return sections;
    }

    private static string Number(int count) => Verdict.Number(count);
}
