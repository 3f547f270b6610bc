using System.Collections.Immutable;
using Unpark.Model;
using static Unpark.Knowledge.LeakChance;

namespace Unpark.Knowledge.Waits;

/// <summary>Every state a goroutine header can show, and what it means.</summary>
/// <remarks>
/// Source: <c>waitReasonStrings</c> in runtime/runtime2.go and <c>gStatusStrings</c> in runtime/traceback.go, read for
/// Go 1.19.8, 1.21.13, 1.22.12, 1.23.5, 1.24.4, 1.25.12, 1.26.11 and 1.27.4.
/// </remarks>
internal static class WaitReasons
{
    public static ImmutableArray<WaitReasonInfo> All { get; } =
    [
        new("chan receive", WaitKind.Receive, Possible, "receives from a channel that is empty and not closed; also <-ctx.Done(), <-time.After(d), range over a channel"),
        new("chan send", WaitKind.Send, Possible, "sends on a channel that is full or has no buffer"),
        new("chan receive (nil chan)", WaitKind.ReceiveNil, Always, "receives from a nil channel; also <-context.Background().Done()"),
        new("chan send (nil chan)", WaitKind.SendNil, Always, "sends on a nil channel"),
        new("select", WaitKind.Select, Possible, "select of two or more cases, none of them ready; with one case Go prints the channel operation instead"),
        new("select (no cases)", WaitKind.SelectNoCases, Always, "select {}"),
        new("sync.Mutex.Lock", WaitKind.Mutex, Possible, "waits for a Mutex; also the second writer of a RWMutex and the second caller of a Once", Since: "1.20"),
        new("sync.RWMutex.RLock", WaitKind.RWMutexRead, Possible, "waits to read-lock while a writer holds the lock or waits for it", Since: "1.20"),
        new("sync.RWMutex.Lock", WaitKind.RWMutexWrite, Possible, "waits for the readers of a RWMutex to leave", Since: "1.20"),
        new("sync.WaitGroup.Wait", WaitKind.WaitGroup, Possible, "waits for a WaitGroup to reach zero; also errgroup's Wait", Since: "1.24"),
        new("sync.Cond.Wait", WaitKind.Cond, Possible, "waits for Signal or Broadcast"),
        new("semacquire", WaitKind.Semaphore, Possible, "waits for a semaphore: up to Go 1.19 every lock, up to 1.23 a WaitGroup, in all versions the second user of a descriptor"),
        new("IO wait", WaitKind.IO, Possible, "waits for the network, a pipe or another descriptor that can be polled; never a regular file"),
        new("sleep", WaitKind.Sleep, Never, "time.Sleep"),
        new("syscall", WaitKind.Syscall, Possible, "in a blocking system call or in C code"),
        new("waiting for cgo callback", WaitKind.Syscall, Possible, "a C thread's goroutine between two calls into Go", Since: "1.26"),
        new("coroutine", WaitKind.Coroutine, Possible, "an iterator of iter.Pull that was neither read to its end nor stopped", Since: "1.22"),
        new("running", WaitKind.Running, Never, "executes"),
        new("runnable", WaitKind.Running, Never, "ready, waits for a processor"),
        new("running or runnable", WaitKind.Running, Never, "executes or is ready: profiles do not tell which"),
        new("preempted", WaitKind.Runtime, Never, "stopped for a moment by the runtime"),
        new("copystack", WaitKind.Runtime, Never, "its stack is being moved"),
        new("debug call", WaitKind.Runtime, Never, "a debugger calls a function"),
        new("GC assist marking", WaitKind.Runtime, Never, "helps the garbage collector"),
        new("GC assist wait", WaitKind.Runtime, Never, "waits for the garbage collector's credit"),
        new("garbage collection", WaitKind.Runtime, Never, "in runtime.GC"),
        new("garbage collection scan", WaitKind.Runtime, Never, "its stack is being scanned"),
        new("wait for GC cycle", WaitKind.Runtime, Never, "in runtime.GC"),
        new("GC mark termination", WaitKind.Runtime, Never, "waits for the end of a collection", Since: "1.21"),
        new("GC weak to strong wait", WaitKind.Runtime, Never, "waits for a collection to turn a weak pointer into a strong one", Since: "1.23"),
        new("stopping the world", WaitKind.Runtime, Never, "waits until all processors stop", Since: "1.21"),
        new("flushing proc caches", WaitKind.Runtime, Never, "waits for the runtime's statistics", Since: "1.22"),
        new("trace goroutine status", WaitKind.Runtime, Never, "an execution trace begins", Since: "1.22"),
        new("trace proc status", WaitKind.Runtime, Never, "an execution trace begins", Since: "1.22"),
        new("page trace flush", WaitKind.Runtime, Never, "the page tracer writes", Since: "1.22"),
        new("dumping heap", WaitKind.Runtime, Never, "in debug.WriteHeapDump"),
        new("panicwait", WaitKind.Runtime, Never, "main, while another goroutine's panic is printed"),
        new("waiting", WaitKind.Unknown, Possible, "waits, the runtime gives no reason"),
        new("leaked", WaitKind.Unknown, Possible, "found leaked, the runtime gives no reason", Since: "1.26"),
        new("idle", WaitKind.RuntimeOwn, Never, "a thread's scheduler stack"),
        new("dead", WaitKind.RuntimeOwn, Never, "has ended"),
        new("force gc (idle)", WaitKind.RuntimeOwn, Never, "starts a collection every two minutes"),
        new("GC sweep wait", WaitKind.RuntimeOwn, Never, "the background sweeper"),
        new("GC scavenge wait", WaitKind.RuntimeOwn, Never, "the background scavenger"),
        new("GC worker (idle)", WaitKind.RuntimeOwn, Never, "a garbage collection worker"),
        new("GC worker (active)", WaitKind.RuntimeOwn, Never, "a garbage collection worker", Since: "1.20"),
        new("finalizer wait", WaitKind.RuntimeOwn, Never, "runs finalizers"),
        new("cleanup wait", WaitKind.RuntimeOwn, Never, "runs cleanups", Since: "1.25"),
        new("GOMAXPROCS updater (idle)", WaitKind.RuntimeOwn, Never, "follows the container's processor limit", Since: "1.25"),
        new("trace reader (blocked)", WaitKind.RuntimeOwn, Never, "writes the execution trace"),
        new("timer goroutine (idle)", WaitKind.RuntimeOwn, Never, "printed by no program: timers have had no goroutine since 1.14", Until: "1.20"),
        new("synctest.Run", WaitKind.Synctest, Possible, "the root of a test bubble, until all its goroutines ended", Since: "1.24"),
        new("synctest.Wait", WaitKind.Synctest, Possible, "waits until the other goroutines of its test bubble block", Since: "1.24"),
        new("unknown", WaitKind.Unknown, Possible, "the evidence does not say"),
    ];

    private static readonly Dictionary<string, WaitReasonInfo> ByText = All.ToDictionary(info => info.Text, StringComparer.Ordinal);

    /// <summary>The row of a state; null for a text that no known Go version prints.</summary>
    /// <remarks>Forms of a synctest bubble, "chan receive (durable)" (1.25 and later) and "chan receive (synctest)" (1.24), have the row of their base.</remarks>
    public static WaitReasonInfo? Find(WaitReason state) => ByText.GetValueOrDefault(WithoutBubble(state.Text));

    /// <summary>The state's kind, "semacquire" told apart by the frames above it.</summary>
    public static WaitKind KindOf(WaitReason state, CallStack stack)
    {
        var kind = Find(state)?.Kind ?? WaitKind.Unknown;
        return kind == WaitKind.Semaphore ? SemaphoreOf(stack) : kind;
    }

    /// <summary>The runtime prints "(durable)" for waits that only the bubble itself can end.</summary>
    public static bool IsDurable(WaitReason state) => WithoutBubble(state.Text).Length != state.Text.Length;

    private static WaitKind SemaphoreOf(CallStack stack)
    {
        foreach (var frame in stack.Frames)
        {
            if (KindOfSyncFunction(frame.Function) is { } kind) return kind;
            if (!frame.Function.StartsWith("runtime.", StringComparison.Ordinal) && !IsSync(frame.Function)) break;
        }
        return WaitKind.Semaphore;
    }

    private static WaitKind? KindOfSyncFunction(string function) => function switch
    {
        "sync.(*WaitGroup).Wait" => WaitKind.WaitGroup,
        "sync.(*RWMutex).RLock" => WaitKind.RWMutexRead,
        "sync.(*RWMutex).Lock" => WaitKind.RWMutexWrite,
        "sync.(*Mutex).Lock" or "sync.(*Mutex).lockSlow" or "internal/sync.(*Mutex).lockSlow" => WaitKind.Mutex,
        _ => null,
    };

    private static bool IsSync(string function) =>
        function.StartsWith("sync.", StringComparison.Ordinal) || function.StartsWith("internal/sync.", StringComparison.Ordinal);

    private static string WithoutBubble(string text) =>
        text.EndsWith(" (durable)", StringComparison.Ordinal) ? text[..^" (durable)".Length]
        : text.EndsWith(" (synctest)", StringComparison.Ordinal) ? text[..^" (synctest)".Length]
        : text;
}
