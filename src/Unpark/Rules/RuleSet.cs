using System.Collections.Immutable;
using Unpark.Rules.Channels;
using Unpark.Rules.Contexts;
using Unpark.Rules.Databases;
using Unpark.Rules.Deadlocks;
using Unpark.Rules.Libraries;
using Unpark.Rules.Lifecycle;
using Unpark.Rules.Locks;
using Unpark.Rules.Network;
using Unpark.Rules.Races;
using Unpark.Rules.Timers;

namespace Unpark.Rules;

/// <summary>All rules, in the order of their ids.</summary>
public static class RuleSet
{
    public static ImmutableArray<Rule> All { get; } =
    [
        new RuntimeProof(),
        new AbandonedSender(),
        new AbandonedReceiver(),
        new NilChannel(),
        new EmptySelect(),
        new UnclosedRange(),
        new SelectWithoutWayOut(),
        new SendWaitedForMinutes(),
        new ContextNeverCancelled(),
        new EndlessTimerLoop(),
        new LockWaitedForMinutes(),
        new ReentrantLock(),
        new LockOrder(),
        new ReadLockTwice(),
        new LockHeldWhileWaiting(),
        new LockLeftLocked(),
        new WaitGroupNeverDone(),
        new MissedSignal(),
        new UnreadBody(),
        new ClientPerRequest(),
        new RequestWithoutLimit(),
        new SilentClients(),
        new AcceptLoop(),
        new ConnectionWithoutDeadline(),
        new AbandonedPipe(),
        new CommandNotEnded(),
        new RowsNotClosed(),
        new TransactionNotFinished(),
        new DatabasePerRequest(),
        new NoFreeConnection(),
        new LeftBehind(),
        new UnexplainedWait(),
        new PoolNeverShutDown(),
        new UnboundedSpawning(),
        new EndlessLoop(),
        new PanicHeldUp(),
        new NobodyLeft(),
        new LibraryNotStopped(),
        new StopDoesNotStop(),
        new ServerLeftAtExit(),
        new MoreThanExpected(),
        new GrowingSite(),
        new CrowdedSite(),
        new AccumulatingSite(),
        new GlobalDeadlock(),
        new HungTest(),
        new SynctestDeadlock(),
        new PartialDeadlock(),
        new DataRace(),
    ];

    /// <summary>By id ("UP1001") or name ("abandoned-sender"), case ignored.</summary>
    public static Rule? Find(string idOrName) =>
        All.FirstOrDefault(rule => rule.Doc.Id.Equals(idOrName, StringComparison.OrdinalIgnoreCase)
            || rule.Doc.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase));
}
