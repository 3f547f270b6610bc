using Unpark.Findings;
using Unpark.Knowledge.Frames;
using Unpark.Model;
using Unpark.Patches.Channels;
using Unpark.Patches.Contexts;
using Unpark.Patches.Locks;
using Unpark.Patches.Resources;
using Unpark.Patches.Timers;
using Unpark.Patches.WaitGroups;
using Unpark.Patches.Waits;
using Unpark.Source;
using Unpark.Source.Facts;

namespace Unpark.Patches;

/// <summary>Looks for the patch of each finding whose source is at hand.</summary>
/// <param name="frames">Of the program's stacks: its packages are looked through for what a library's goroutines do not tell.</param>
/// <param name="facts">Of a package; those of the causes are there already.</param>
internal sealed class Patcher(PackageSources packages, IEnumerable<Frame> frames, Func<PackageSource, PackageFacts> facts)
{
    /// <summary>The smallest change first; where two would do, the one that names the fault more closely.</summary>
    private static readonly PatchFinder[] Finders =
    [
        new MissingReturn(),
        new BufferSlot(),
        new ReplySlot(),
        new CloseAfterSends(),
        new CloseByDefer(),
        new SelectQuit(),
        new SelectDone(ownOnly: true),
        new SelectStopped(),
        new CloseForReceiver(),
        new ReceiveIfAny(),
        new KeptSlot(),
        new SlotBeforeGo(),
        new MakeChannel(),
        new MakeLocalChannel(),
        new DeferCancel(),
        new PassContext(),
        new DropSecondLock(),
        new SplitLocked(),
        new DeferUnlock(),
        new SwapLocks(),
        new RightCount(),
        new DeferDone(),
        new AddDone(),
        new WaitLast(),
        new WaitBehindLoop(),
        new TickerUntilDone(),
        new SleepUntilDone(),
        new StopTells(),
        new WaitInLoop(),
        new ClosePipe(),
        new DeferStop(),
        new CloseInStop(),
        new CloseForAll(),
        new DropWait(),
        new SelectDone(ownOnly: false),
    ];

    private readonly Lazy<IReadOnlyList<PackageSource>> _own = new(() => PackagesOf(packages, frames));

    /// <summary>Each with its patch. What waits only because others are stuck is mended by the patch of those.</summary>
    public IReadOnlyList<Finding> Propose(IEnumerable<Finding> findings)
    {
        var proposed = findings.Select(Propose).ToList();
        return [.. proposed.Select(finding => finding.NoPatch is not null && proposed.Find(other => other.Patch is not null && IsSameFault(finding, other)) is { Patch: var patch } ? finding with { Patch = patch, NoPatch = null } : finding)];
    }

    private static bool IsSameFault(Finding one, Finding other) =>
        (one.Picture is not null && ReferenceEquals(one.Picture, other.Picture))
        || (one.Cause is { } cause && other.Cause is { } otherCause && cause.Name == otherCause.Name && (IsAt(cause.Spot, otherCause.Spot.File, otherCause.Spot.Line) || WaitsFor(cause, other)));

    // Each of a ring waits for the next.
    private static bool WaitsFor(Cause cause, Finding other) =>
        cause.Name == "circular-wait" && other.Site is { Frame: var frame } && cause.Others.Append(cause.Spot).Any(spot => IsAt(spot, frame.File, frame.Line));

    private static bool IsAt(SourceSpot spot, string file, int line) => spot.File == file && spot.Line == line;

    public Finding Propose(Finding finding)
    {
        if (ProposeInLibrary(finding) is { } elsewhere) return finding with { Patch = elsewhere };
        if (finding.Site is not { Frame: { Line: > 0 } frame } || packages.Find(frame, SourceOperation.Any) is not var (package, file)) return finding;
        var place = new PatchPlace(finding, package, file) { FactsOf = facts };
        var patch = Finders.Select(finder => finder.Propose(place)).FirstOrDefault(patch => patch is not null);
        return finding with { Patch = patch, NoPatch = patch is null ? WhyNone.Of(finding) : null };
    }

    private Patch? ProposeInLibrary(Finding finding) =>
        finding.Rule.Class is FindingClass.Network or FindingClass.Library ? DeferClose.Propose(finding, _own) ?? ShareClient.Propose(finding, _own) : null;

    private static IReadOnlyList<PackageSource> PackagesOf(PackageSources packages, IEnumerable<Frame> frames) =>
    [
        .. frames.Where(frame => GoRoot.OriginOf(frame) == FrameOrigin.User)
            .DistinctBy(frame => GoFunctionName.PackageOf(frame.Function), StringComparer.Ordinal)
            .Select(frame => packages.Find(frame, SourceOperation.Any)?.Package)
            .OfType<PackageSource>()
            .Concat(packages.OfModules())
            .Distinct(),
    ];
}
