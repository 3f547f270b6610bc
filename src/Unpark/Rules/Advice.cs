using Unpark.Analysis.Sites;
using Unpark.Findings;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Waits;
using Unpark.Rules.Channels;
using Unpark.Rules.Lifecycle;
using Unpark.Rules.Locks;
using Unpark.Rules.Timers;

namespace Unpark.Rules;

/// <summary>
/// What the kind of a wait suggests where the source is not at hand. True for Go 1.19 to 1.27. Where a rule owns the kind,
/// its words stand there.
/// </summary>
internal static class Advice
{
    public static string FixOf(SiteGroup site)
    {
        var place = site.Site is { } found ? Words.Place(found.Frame) : "this line";
        if (site.Call is { } call) return call.Fix.Replace("{0}", place, StringComparison.Ordinal);
        return site.Known is { } known ? FixOf(known) : FixOf(site.Kind, place);
    }

    /// <summary>Why goroutines wait there for ever, most often.</summary>
    public static string CauseOf(SiteGroup site) => site switch
    {
        { Call: { } call } => call.Cause,
        { IsUsers: false, Known: { } known } => known.CanBeStopped ? $"what ends it: {known.StopCall}" : $"no call ends it ({known.StopCall})",
        _ => CauseOf(site.Kind),
    };

    private static string CauseOf(WaitKind kind) => kind switch
    {
        WaitKind.Send => AbandonedSender.Cause,
        WaitKind.Receive => AbandonedReceiver.Cause,
        WaitKind.ReceiveNil or WaitKind.SendNil => "an operation on a nil channel waits for ever",
        WaitKind.Select => SelectWithoutWayOut.Cause,
        WaitKind.SelectNoCases => "select {} waits for ever",
        WaitKind.Mutex => "a lock is waited for when its holder never unlocks: a path without Unlock, a holder that is stuck itself, or the same goroutine locking twice",
        WaitKind.RWMutexRead => "a read lock is waited for while a writer holds the lock or waits for it",
        WaitKind.RWMutexWrite => "a write lock is waited for until every reader has left",
        WaitKind.WaitGroup => WaitGroupNeverDone.Cause,
        WaitKind.Cond => MissedSignal.Cause,
        WaitKind.IO => "the other side sends nothing and no deadline ends the wait",
        WaitKind.Coroutine => "an iterator of iter.Pull lives until it is read to its end or its stop function is called",
        WaitKind.Sleep => EndlessTimerLoop.Cause,
        WaitKind.Syscall => "the call into the system or into C does not return",
        _ => EndlessLoop.Cause,
    };

    public static FindingClass ClassOf(SiteGroup site) => site switch
    {
        { Call.Function: var function } => function.StartsWith("net", StringComparison.Ordinal) ? FindingClass.Network : ClassOf(site.Kind),
        { Known.ImportPath: "net/http" } => FindingClass.Network,
        { Known: not null } => FindingClass.Library,
        _ => ClassOf(site.Kind),
    };

    private static FindingClass ClassOf(WaitKind kind) => kind switch
    {
        WaitKind.Receive or WaitKind.Send or WaitKind.ReceiveNil or WaitKind.SendNil or WaitKind.Select or WaitKind.SelectNoCases => FindingClass.Channel,
        WaitKind.Mutex or WaitKind.RWMutexRead or WaitKind.RWMutexWrite or WaitKind.Cond => FindingClass.Lock,
        WaitKind.WaitGroup => FindingClass.WaitGroup,
        WaitKind.IO or WaitKind.Semaphore => FindingClass.Network,
        WaitKind.Sleep => FindingClass.Timer,
        WaitKind.Running => FindingClass.Scheduling,
        _ => FindingClass.Lifecycle,
    };

    private static string FixOf(KnownGoroutine known) => known switch
    {
        { CanBeStopped: true } => $"What ends it: {known.StopCall}. Do it where its owner is done, on every path.",
        _ => $"No call stops it ({known.StopCall}): create its owner once and share it.",
    };

    private static string FixOf(WaitKind kind, string place) => kind switch
    {
        WaitKind.Send => AbandonedSender.FixAt(place),
        WaitKind.Receive => AbandonedReceiver.FixAt(place),
        WaitKind.ReceiveNil => $"Make the channel before {place} receives from it. If it is <-ctx.Done(), the context is context.Background() or TODO(), which never end: pass one that somebody cancels.",
        WaitKind.SendNil => $"Make the channel (make(chan T)) before {place} sends on it.",
        WaitKind.Select => SelectWithoutWayOut.FixAt(place),
        WaitKind.SelectNoCases => $"Replace select {{}} at {place} by a wait that can end, such as <-ctx.Done().",
        WaitKind.Mutex => $"Find the holder of the lock at {place}: unlock by defer right after Lock, do not call code that takes the same lock while holding it, and take several locks in the same order everywhere.",
        WaitKind.RWMutexRead => $"Find the writer that holds the lock at {place}, or waits for it: unlock by defer, and never read-lock twice in one goroutine, for a waiting writer blocks new readers.",
        WaitKind.RWMutexWrite => $"Find the reader that keeps the lock at {place}: RUnlock by defer right after RLock, and do not wait for anything else while holding it.",
        WaitKind.WaitGroup => WaitGroupNeverDone.FixAt(place),
        WaitKind.Cond => MissedSignal.FixAt(place),
        WaitKind.IO => $"Give the wait at {place} an end: a deadline (SetReadDeadline, http.Client.Timeout), or close the connection when its owner is done.",
        WaitKind.Semaphore => $"Let the first user of the descriptor at {place} end: set a deadline, or close the connection.",
        WaitKind.Coroutine => $"Call the stop function that iter.Pull returned when done with the iterator at {place}: defer stop().",
        WaitKind.Sleep => EndlessTimerLoop.FixAt(place),
        WaitKind.Syscall => $"Give the call at {place} an end: close the file or pipe, or run the command by exec.CommandContext.",
        WaitKind.Running => EndlessLoop.FixAt(place),
        _ => $"Find out at {place} what ends this goroutine, and make sure that it happens on every path.",
    };
}
