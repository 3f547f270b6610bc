using Unpark.Causes.Waiting;
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
        var (place, cause) = CauseAt(PlacesOf(finding));
        cause ??= CauseSet.Explain(finding, StackOf(finding, place), _witnesses.Packages, _witnesses.IsOnStack, finding.Rule.Class is FindingClass.Network or FindingClass.Library ? _witnesses.PackagesThatConnect : null);
        if (place is null) return cause is null ? finding : finding with { Cause = cause };
        var explained = finding with { Cause = cause, Excerpts = Excerpts.Of(place.Facts.Source, place.File, place.Line, cause) };
        return cause is not null && Entangled.IsIn(cause, place) ? explained with { Class = FindingClass.Deadlock, Picture = finding.Picture ?? Entangled.PictureOf(place) } : explained;
    }

    /// <summary>A finding of goroutines that no rule suspects: with the cause, where the source shows a fault plainly; null otherwise.</summary>
    public Finding? Confirm(Finding finding)
    {
        // Where no goroutine is in the program's own code, any of its packages may be it.
        if (CauseSet.ExplainFew(finding, _witnesses.All.Count > 0 ? _witnesses.Packages : _witnesses.PackagesThatConnect) is not { } cause) return null;
        var confirmed = finding with { Cause = cause, Level = cause.IsSure ? Level.Warning : Level.Note };
        return PlacesOf(finding).FirstOrDefault() is { } place ? confirmed with { Excerpts = Excerpts.Of(place.Facts.Source, place.File, place.Line, cause) } : confirmed;
    }

    /// <summary>Who is stuck in front of the Done that a Wait waits for, as the source tells; null where it tells nothing.</summary>
    public IReadOnlyList<Witness>? StuckBeforeDone(Finding finding) => PlacesOf(finding).FirstOrDefault() is { Waits: [{ Kind: OperationKind.Wait } wait] } place ? [.. Partners.AllOf(place, wait).Select(found => found.Partner)] : null;

    private IEnumerable<Function> StackOf(Finding finding, StuckPlace? place) =>
        place is not null ? [.. place.Self.Frames.Select(frame => frame.Function), .. place.Start is { } start ? [start.Function] : (ReadOnlySpan<Function>)[]]
        : finding.CreatedBy is { } creator && _witnesses.Locate(creator) is var (_, function) ? [function] : [];

    // One line may hold goroutines that came there on several ways.
    private static (StuckPlace? Place, Cause? Cause) CauseAt(IEnumerable<StuckPlace> places)
    {
        var first = (StuckPlace?)null;
        foreach (var place in places)
        {
            if (CauseSet.Explain(place) is { } cause) return (place, cause);
            first ??= place;
        }
        return (first, null);
    }

    private IEnumerable<StuckPlace> PlacesOf(Finding finding)
    {
        if (finding.Site is not { Frame: { Line: > 0 } frame } || finding.Rule.Class == FindingClass.Race) yield break;
        var group = _witnesses.GroupOf(finding.Stack, finding.State) ?? new GoroutineGroup { Count = finding.Count, State = finding.State ?? WaitReason.Unknown, Stack = finding.Stack, CreatedBy = finding.CreatedBy };
        var self = _witnesses.Of(group);
        if (self.Frames.IsEmpty || (_witnesses.Locate(frame) is null && !self.IsAtStart)) yield break;
        yield return PlaceOf(finding, self);
        foreach (var beside in _witnesses.Beside(self)) yield return PlaceOf(finding, beside);
    }

    private StuckPlace PlaceOf(Finding finding, Witness witness)
    {
        var (facts, function) = _witnesses.Locate(finding.Site!.Frame) ?? (witness.Frames[0].Facts, witness.Function);
        return new(finding, witness, _witnesses, facts, witness.WaitsIn is [var wait, ..] ? wait.Function : function, _witnesses.StartOf(witness));
    }
}
