using Unpark.Causes;
using Unpark.Findings;
using Unpark.Patches;
using Unpark.Source;

namespace Unpark;

/// <summary>Holds the findings of a report against the source they name.</summary>
public static partial class SourceDiagnosis
{
    /// <summary>Findings explained at most, the worst ones: nobody reads on.</summary>
    private const int MostExplained = 100;

    /// <summary>The same report, with a cause beside each finding whose source is at hand, fits, and tells one.</summary>
    public static Report Of(Report report, ISourceFiles files)
    {
        var packages = new PackageSources(files);
        var explainer = new Explainer(report, packages);
        var patcher = new Patcher(packages, report.Groups.SelectMany(group => group.Stack.Frames), explainer.FactsOf);
        return report with
        {
            Findings = [.. patcher.Propose(report.Findings.Take(MostExplained).Select(explainer.Explain).Select(finding => OnlyWhatSourceShows(finding, explainer))), .. report.Findings.Skip(MostExplained)],
            Notes = [.. report.Notes, .. explainer.Refusals],
        };
    }

    // What the evidence alone had to guess is taken back.
    private static Finding OnlyWhatSourceShows(Finding finding, Explainer explainer) =>
        WithThoseAwaited(WithoutGuessedReentry(WithoutGuessedDeadlock(finding)), explainer);
}
