using Unpark.Causes.Channels;
using Unpark.Causes.Contexts;
using Unpark.Causes.Locks;
using Unpark.Causes.Resources;
using Unpark.Causes.Timers;
using Unpark.Causes.Waiting;
using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes;

/// <summary>Every cause that is known. What the evidence shows of other goroutines goes before what the source alone tells.</summary>
internal static class CauseSet
{
    /// <summary>A fault that is certain goes before one that is likely and nearer by fewer calls.</summary>
    private const int CallsOfDoubt = 2;

    private static readonly CauseFinder[] Finders =
    [
        new EmptySelect(),
        new UnboundedSpawning(),
        new BackgroundContext(ofMain: false),
        new NilChannel(),
        new NilArgument(),
        new SharedLoopVariable(),
        new HeldWhileBlocked(),
        new OnceWhileBlocked(),
        new ReadLockTwice(),
        new LockOrder(),
        new DoubleLock(),
        new OnceInItself(),
        new HolderStuck(),
        new LockedEachRound(),
        new MissingUnlock(),
        new TriedLock(),
        new WaitInLoop(),
        new WaitsForItself(),
        new WaitTooEarly(),
        new WaitBeforeCancel(),
        new AddInGoroutine(),
        new MissedDone(),
        new MissedSignal(),
        new MissedBroadcast(),
        new ForgottenCancel(),
        new StoppedTimer(),
        new GoroutineInDefer(),
        new SlotTwice(),
        new LostSlot(),
        new SwitchedOffCase(),
        new OwnPartner(),
        new DoubleSend(),
        new PipeClosedLater(),
        new PartnerStuck(),
        new PartnerAtPeer(),
        new DroppedUnclosed(),
        new ManySendersOneReceive(),
        new HelperStartsSenders(),
        new ReceiveSkipped(),
        new ReceiverStops(),
        new SendSkipped(),
        new PanicBeforeSend(),
        new NoSenderStarted(),
        new NeverStarted(),
        new UnclosedRange(),
        new NeverStopped(),
        new EndlessTicks(),
        new BackgroundContext(ofMain: true),
        new NoPartner(),
    ];

    private static readonly CauseFinder[] ByEvidence = [.. Finders.TakeWhile(finder => finder is not PartnerStuck)];

    private static readonly CauseFinder[] BySource = [.. Finders.SkipWhile(finder => finder is not PartnerStuck).Skip(1).Where(finder => finder is not NoPartner and not NeverStopped)];

    private static readonly ResourceCause[] OfResources = [new BodyNotClosed(), new RowsNotClosed(), new MadePerRequest(), new AbandonedPipe(), new NoTimeLimit()];

    public static Cause? Explain(StuckPlace place) => place.EndsByItself ? null : Explain(place, Finders);

    /// <summary>What a goroutine, and those the evidence shows around it, are to blame for: without a look at who is stuck before it does its part.</summary>
    public static Cause? ExplainByEvidence(StuckPlace place) => Explain(place, ByEvidence);

    /// <summary>What the source alone tells, when the evidence shows nobody who could still do his part.</summary>
    public static Cause? ExplainBySource(StuckPlace place) => Explain(place, BySource);

    /// <summary>For goroutines of a library: what the program's own packages leave open.</summary>
    /// <param name="stack">Functions of the program that lead to them.</param>
    /// <param name="packages">Those on the stacks of the evidence, and what is read with them.</param>
    /// <param name="isNear">A file is of a package on the stacks: the place there that the fewest calls lead to counts, of several the first.</param>
    /// <param name="others">The rest of the modules at hand: a place there, or away from the stacks, counts when no other can be it. Null: none counts.</param>
    public static Cause? Explain(Finding finding, IEnumerable<Function> stack, IEnumerable<PackageFacts> packages, Func<string, bool> isNear, IEnumerable<PackageFacts>? others)
    {
        if (NearestOf([.. OfPackages(finding, packages).Where(one => isNear(one.Cause.Spot.File))], stack, packages) is { } near) return near;
        return others is not null && OfPackages(finding, packages.Concat(others)).Take(2).ToList() is [var (only, _)] ? only with { IsSure = false } : null;
    }

    /// <summary>The same for goroutines so few that they are no sign by themselves: only what a package plainly does.</summary>
    public static Cause? ExplainFew(Finding finding, IEnumerable<PackageFacts> packages) =>
        (from facts in packages from resource in OfResources from cause in resource.ExplainFew(finding, facts) select cause).FirstOrDefault();

    private static Cause? NearestOf(List<(Cause Cause, PackageFacts Facts)> found, IEnumerable<Function> stack, IEnumerable<PackageFacts> packages)
    {
        if (found.Count < 2) return found.FirstOrDefault().Cause;
        var nearness = new Nearness(stack, packages);
        var byCalls = found.ConvertAll(one => nearness.Of(one.Cause.Spot, one.Facts) + (one.Cause.IsSure ? 0 : CallsOfDoubt));
        var nearest = found.Where((_, i) => byCalls[i] == byCalls.Min()).Select(one => one.Cause).OrderByDescending(cause => cause.IsSure).ToList();
        // Either of two kinds may be it.
        return nearest.TrueForAll(cause => cause.Name == nearest[0].Name) ? nearest[0] : nearest[0] with { IsSure = false };
    }

    // No package is read where none is asked about.
    private static IEnumerable<(Cause Cause, PackageFacts Facts)> OfPackages(Finding finding, IEnumerable<PackageFacts> packages)
    {
        var asked = OfResources.Where(resource => resource.MayExplain(finding)).ToList();
        return asked.Count == 0 ? [] : packages.SelectMany(facts => asked.SelectMany(resource => resource.Explain(finding, facts)).Select(cause => (cause, facts)));
    }

    private static Cause? Explain(StuckPlace place, CauseFinder[] finders)
    {
        foreach (var finder in finders)
        {
            if (finder.Explain(place) is { } cause) return cause;
        }
        return null;
    }
}
