using Unpark.Findings;
using Unpark.Source;

namespace Unpark.Causes;

/// <summary>Asks what the source says of each finding of a report.</summary>
internal sealed class Explainer(PackageSources packages)
{
    /// <summary>The one that names the cause most closely first.</summary>
    private static readonly CauseFinder[] Finders = [new EmptySelectCause()];

    public IReadOnlyCollection<string> Refusals => packages.Refusals;

    public Finding Explain(Finding finding)
    {
        if (finding.Site is not { Library: null, Frame: { Line: > 0 } frame }) return finding;
        if (packages.Find(frame, OperationOf(finding)) is not var (package, file)) return finding;
        var place = new StuckPlace(finding, package, file);
        var cause = Finders.Select(finder => finder.Explain(place)).FirstOrDefault(cause => cause is not null);
        return finding with { Cause = cause, Excerpts = Excerpts.Of(package, file, frame.Line, cause) };
    }

    // The site is the user's line: it may call the library that waits.
    private static SourceOperation OperationOf(Finding finding) => SourceOperation.Any;
}
