using Unpark.Findings;
using Unpark.Model;
using Unpark.Source;
using Unpark.Source.Facts;

namespace Unpark.Causes;

/// <summary>Asks what the source says of each finding of a report.</summary>
internal sealed class Explainer(Report report, PackageSources packages)
{
    private readonly Witnesses _witnesses = new(packages, report.Goroutines);

    public IReadOnlyCollection<string> Refusals => packages.Refusals;

    public PackageFacts FactsOf(PackageSource package) => _witnesses.FactsOf(package);

    public Finding Explain(Finding finding)
    {
        var place = PlaceOf(finding);
        var cause = place is null ? null : CauseSet.Explain(place);
        cause ??= CauseSet.Explain(finding, _witnesses.Packages, finding.Rule.Class is FindingClass.Network or FindingClass.Library ? _witnesses.PackagesThatConnect : []);
        if (place is null) return cause is null ? finding : finding with { Cause = cause };
        var explained = finding with { Cause = cause, Excerpts = Excerpts.Of(place.Facts.Source, place.File, place.Line, cause) };
        return cause is not null && Entangled.IsIn(cause, place) ? explained with { Class = FindingClass.Deadlock, Picture = finding.Picture ?? Entangled.PictureOf(place) } : explained;
    }

    private StuckPlace? PlaceOf(Finding finding)
    {
        if (finding.Site is not { Frame: { Line: > 0 } frame } || finding.Rule.Class == FindingClass.Race) return null;
        if (_witnesses.Locate(frame) is not var (facts, function)) return null;
        var group = _witnesses.GroupOf(finding.Stack, finding.State) ?? new GoroutineGroup { Count = finding.Count, State = finding.State ?? WaitReason.Unknown, Stack = finding.Stack };
        var self = _witnesses.Of(group);
        if (self.Frames.IsEmpty) return null;
        return new(finding, self, _witnesses, facts, self.WaitsIn is [var wait, ..] ? wait.Function : function, _witnesses.StartOf(self));
    }
}
