using System.Collections.Immutable;
using Unpark.Rendering.GitHub;
using Unpark.Rendering.Graphs;
using Unpark.Rendering.Html;
using Unpark.Rendering.Json;
using Unpark.Rendering.JUnit;
using Unpark.Rendering.Markdown;
using Unpark.Rendering.Sarif;
using Unpark.Rendering.Terminal;

namespace Unpark.Rendering;

/// <summary>All forms of the report. Options, help, completion and docs are made from this table: a new form is a new line.</summary>
public static class ReportFormats
{
    public static ImmutableArray<ReportFormat> All { get; } =
    [
        new("text", ".txt", "for people", static (report, output, options) => ReportText.Write(report, output, options.Style)),
        new("json", ".json", "for scripts: docs/findings.schema.json", static (report, output, _) => ReportJson.Write(report, output)),
        new("sarif", ".sarif", "SARIF 2.1.0, for code scanning on GitHub and for editors", static (report, output, options) => ReportSarif.Write(report, output, options)),
        new("junit", ".xml", "JUnit's XML, for the test reports of GitLab and Jenkins", static (report, output, options) => ReportJUnit.Write(report, output, options)),
        new("github", "", "annotations, printed by a step of GitHub Actions", static (report, output, options) => ReportGitHub.Write(report, output, options)),
        new("markdown", ".md", "for a comment on a pull request or an issue", static (report, output, _) => ReportMarkdown.Write(report, output)),
        new("html", ".html", "for a browser: one page, readable without network or scripts", static (report, output, options) => ReportHtml.Write(report, output, options)),
        new("dot", ".dot", "who waits for whom, as a graph for Graphviz", static (report, output, _) => DotPicture.Write(report, output)),
        new("svg", ".svg", "who waits for whom, as a picture", static (report, output, _) => SvgPicture.Write(report, output)),
    ];

    /// <summary>What is written when nobody says otherwise.</summary>
    public static ReportFormat Default => All[0];

    /// <returns>Null when there is none of that name.</returns>
    public static ReportFormat? Find(string name) => All.FirstOrDefault(format => format.Name == name);

    /// <summary>By the extension of a file's name, the longest that fits; null when no form has it.</summary>
    public static ReportFormat? OfFile(string name) => All
        .Where(format => format.Extension.Length > 0 && name.EndsWith(format.Extension, StringComparison.OrdinalIgnoreCase))
        .MaxBy(format => format.Extension.Length);
}
