using System.Runtime.CompilerServices;
using Unpark.Causes;
using Unpark.Findings;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Patches;
using Unpark.Source;

namespace Unpark;

/// <summary>Holds the findings of a report against the source they name.</summary>
public static partial class SourceDiagnosis
{
    /// <summary>Findings explained at most, the worst ones: nobody reads on.</summary>
    private const int MostExplained = 100;

    /// <summary>Groups whose frames are looked for; the others stand at the same places.</summary>
    private const int MostGroups = 2000;

    /// <summary>The same report, with a cause beside each finding whose source is at hand, fits, and tells one.</summary>
    public static Report Of(Report report, ISourceFiles files) =>
        (!report.Findings.IsEmpty || !report.Unsuspected.Value.IsEmpty) && SourceAtHand.IsFor(FramesOf(report), files) ? Explained(report, files) : report;

    // Not inlined: the parser, all causes and all patches are loaded here, and by no answer without source.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Report Explained(Report report, ISourceFiles files)
    {
        var packages = new PackageSources(files, FramesOf(report).Any(TestFrames.IsOfTests));
        var explainer = new Explainer(report, packages);
        var patcher = new Patcher(packages, report.Groups.SelectMany(group => group.Stack.Frames), explainer.FactsOf);
        var explained = report.Findings.Take(MostExplained).Select(explainer.Explain).Select(finding => OnlyWhatSourceShows(finding, explainer));
        var shown = report.Unsuspected.Value.Take(MostExplained).Select(explainer.Confirm).OfType<Finding>();
        return report with
        {
            Findings = [.. OfLostLocks(ServicesLast(patcher.Propose(Among(explained, shown)))), .. report.Findings.Skip(MostExplained)],
            Notes = [.. report.Notes, .. explainer.Refusals],
        };
    }

    // Each before the first that is less bad; the order stays otherwise.
    private static List<Finding> Among(IEnumerable<Finding> findings, IEnumerable<Finding> more)
    {
        var all = findings.ToList();
        foreach (var one in more)
        {
            var before = all.FindIndex(finding => FindingOrder.WorstFirst.Compare(one, finding) < 0);
            all.Insert(before < 0 ? all.Count : before, one);
        }
        return all;
    }

    // One goroutine that wakes up at each tick may be meant to; of those that are no worse it is told last. The order stays otherwise.
    private static IEnumerable<Finding> ServicesLast(IEnumerable<Finding> findings)
    {
        var later = new List<Finding>();
        foreach (var finding in findings)
        {
            if (later is [var first, ..] && (first.Level != finding.Level || first.Confidence != finding.Confidence))
            {
                foreach (var service in later) yield return service;
                later.Clear();
            }
            if (IsService(finding)) later.Add(finding);
            else yield return finding;
        }
        foreach (var service in later) yield return service;
    }

    private static bool IsService(Finding finding) => finding is { Count: 1, Cause.Name: "ticker-loop" or "endless-loop" };

    private static IEnumerable<Frame> FramesOf(Report report)
    {
        foreach (var finding in report.Findings)
        {
            if (finding.Site is { } site) yield return site.Frame;
            foreach (var frame in finding.Stack.Frames) yield return frame;
        }
        foreach (var group in report.Groups.Take(MostGroups))
        {
            foreach (var frame in group.Stack.Frames) yield return frame;
            if (group.CreatedBy is { } creator) yield return creator;
        }
    }

    // What the evidence alone had to guess is taken back.
    private static Finding OnlyWhatSourceShows(Finding finding, Explainer explainer) =>
        WithThoseAwaited(WithoutGuessedReentry(WithoutGuessedDeadlock(finding)), explainer);
}
