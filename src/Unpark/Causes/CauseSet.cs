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
    private static readonly CauseFinder[] Finders =
    [
        new EmptySelect(),
        new UnboundedSpawning(),
        new BackgroundContext(),
        new NilChannel(),
        new SharedLoopVariable(),
        new HeldWhileBlocked(),
        new ReadLockTwice(),
        new LockOrder(),
        new DoubleLock(),
        new OnceInItself(),
        new HolderStuck(),
        new LockedEachRound(),
        new MissingUnlock(),
        new WaitInLoop(),
        new WaitTooEarly(),
        new AddInGoroutine(),
        new MissedDone(),
        new MissedSignal(),
        new ForgottenCancel(),
        new StoppedTimer(),
        new GoroutineInDefer(),
        new LostSlot(),
        new SwitchedOffCase(),
        new OwnPartner(),
        new DoubleSend(),
        new PartnerStuck(),
        new ManySendersOneReceive(),
        new HelperStartsSenders(),
        new ReceiveSkipped(),
        new ReceiverStops(),
        new SendSkipped(),
        new PanicBeforeSend(),
        new UnclosedRange(),
        new NeverStopped(),
        new EndlessTicks(),
        new NoPartner(),
    ];

    private static readonly ResourceCause[] OfResources = [new BodyNotClosed(), new RowsNotClosed(), new MadePerRequest(), new AbandonedPipe(), new NoTimeLimit()];

    public static Cause? Explain(StuckPlace place) => Explain(place, Finders);

    /// <summary>The same without a look at who else is stuck: what a goroutine is to blame for itself.</summary>
    public static Cause? ExplainAlone(StuckPlace place) => Explain(place, [.. Finders.Where(finder => finder is not PartnerStuck and not NoPartner and not NeverStopped)]);

    /// <summary>For goroutines of a library: what the program's own packages leave open.</summary>
    /// <param name="near">Those on the stacks of the evidence: the first place counts.</param>
    /// <param name="others">The rest of the modules at hand: a place there counts when no other can be it.</param>
    public static Cause? Explain(Finding finding, IEnumerable<PackageFacts> near, IEnumerable<PackageFacts> others) =>
        OfPackages(finding, near).FirstOrDefault() ?? (OfPackages(finding, others).Take(2).ToList() is [var only] ? only with { IsSure = false } : null);

    private static IEnumerable<Cause> OfPackages(Finding finding, IEnumerable<PackageFacts> packages) =>
        from facts in packages
        from resource in OfResources
        from cause in resource.Explain(finding, facts)
        select cause;

    private static Cause? Explain(StuckPlace place, CauseFinder[] finders)
    {
        foreach (var finder in finders)
        {
            if (finder.Explain(place) is { } cause) return cause;
        }
        return null;
    }
}
