using Unpark.Findings;
using Unpark.Patches.Channels;
using Unpark.Patches.Contexts;
using Unpark.Patches.Locks;
using Unpark.Patches.Timers;
using Unpark.Patches.WaitGroups;
using Unpark.Source;

namespace Unpark.Patches;

/// <summary>Looks for the patch of each finding whose source is at hand.</summary>
internal sealed class Patcher(PackageSources packages)
{
    /// <summary>The smallest change first; where two would do, the one that names the fault more closely.</summary>
    private static readonly PatchFinder[] Finders =
    [
        new MissingReturn(),
        new BufferSlot(),
        new CloseAfterSends(),
        new SelectStopped(),
        new CloseForReceiver(),
        new SlotBeforeGo(),
        new MakeChannel(),
        new DeferCancel(),
        new PassContext(),
        new DropSecondLock(),
        new SplitLocked(),
        new DeferUnlock(),
        new DeferDone(),
        new WaitLast(),
        new TickerUntilDone(),
        new StopTells(),
    ];

    public Finding Propose(Finding finding)
    {
        if (finding.Site is not { Frame: { Line: > 0 } frame } || packages.Find(frame, SourceOperation.Any) is not var (package, file)) return finding;
        var place = new PatchPlace(finding, package, file);
        var patch = Finders.Select(finder => finder.Propose(place)).FirstOrDefault(patch => patch is not null);
        return finding with { Patch = patch, NoPatch = patch is null ? WhyNone.Of(finding) : null };
    }
}
