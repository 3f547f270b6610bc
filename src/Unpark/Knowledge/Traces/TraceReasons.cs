using Unpark.Knowledge.Waits;
using Unpark.Model;
using Unpark.Model.Traces;

namespace Unpark.Knowledge.Traces;

/// <summary>Why a goroutine of an execution trace waits, in the trace's words and in those of a traceback.</summary>
internal static class TraceReasons
{
    /// <summary>A nil channel, <c>select {}</c>: nothing can wake it, so <c>go tool trace</c> counts it as ended.</summary>
    public const string Forever = "forever";

    /// <summary>Not a reason of Go's: the part of a syscall in which the goroutine had lost its processor.</summary>
    public const string SyscallBlocked = "blocked";

    /// <summary>Words of format 1.22 and later that differ from those of tracebacks. Source: <c>traceBlockReasonStrings</c>, runtime/traceruntime.go, Go 1.27.</summary>
    private static readonly Dictionary<string, WaitReason> Words = new(StringComparer.Ordinal)
    {
        ["network"] = WaitReason.IOWait,
        ["sync.(*Cond).Wait"] = WaitReason.CondWait,
        ["GC background sweeper wait"] = new("GC sweep wait"),
        ["GC mark assist wait for work"] = new("GC assist wait"),
        ["wait until GC ends"] = new("wait for GC cycle"),
        ["wait for debug call"] = new("debug call"),
    };

    /// <summary>What the events of formats up to 1.21 mean, in the words of the later ones. Source: internal/trace/tracev1.go, Go 1.27.</summary>
    public static string? Of(TraceEventV1 type) => type switch
    {
        TraceEventV1.GoStop => Forever,
        TraceEventV1.GoSched => "runtime.Gosched",
        TraceEventV1.GoPreempt => "preempted",
        TraceEventV1.GoSleep => "sleep",
        TraceEventV1.GoBlock => "",
        TraceEventV1.GoBlockSend => "chan send",
        TraceEventV1.GoBlockRecv => "chan receive",
        TraceEventV1.GoBlockSelect => "select",
        TraceEventV1.GoBlockSync => "sync",
        TraceEventV1.GoBlockCond => "sync.(*Cond).Wait",
        TraceEventV1.GoBlockNet => "network",
        TraceEventV1.GoBlockGC => "GC mark assist wait for work",
        _ => null,
    };

    /// <summary>Kind of a stop of the world in formats up to 1.21. Source: <c>STWReason</c>, internal/trace/internal/tracev1/parser.go, Go 1.27.</summary>
    public static string StopKind(int format, ulong kind)
    {
        var index = format < 21 ? kind + 1 : kind;
        return index < (ulong)StopKinds.Length && (format >= 21 || kind < 2) ? StopKinds[index] : "unknown";
    }

    private static readonly string[] StopKinds =
    [
        "unknown", "GC mark termination", "GC sweep termination", "write heap dump", "goroutine profile", "goroutine profile cleanup",
        "all goroutines stack trace", "read mem stats", "AllThreadsSyscall", "GOMAXPROCS", "start trace", "stop trace",
    ];

    /// <summary>The functions in which a stack begins when the reason is "sync": the runtime leaves its own frames out. Source: stacks in traces of Go 1.19 to 1.27.</summary>
    private static readonly Dictionary<string, WaitReason> Sync = new(StringComparer.Ordinal)
    {
        ["sync.(*Mutex).Lock"] = WaitReason.MutexLock,
        ["sync.(*RWMutex).RLock"] = WaitReason.RWMutexRLock,
        ["sync.(*RWMutex).Lock"] = WaitReason.RWMutexLock,
        ["sync.(*WaitGroup).Wait"] = WaitReason.WaitGroupWait,
    };

    private const int SyncDepth = 2;

    /// <summary>The word a traceback would print, for a reason that stands for several.</summary>
    public static WaitReason Of(CallStack stack, string reason)
    {
        foreach (var frame in stack.Frames.Take(SyncDepth))
        {
            if (Sync.TryGetValue(frame.Function, out var word)) return word;
        }
        var state = StackStates.Of(stack.Frames.AsSpan());
        if (reason == Forever && state == WaitReason.ChanReceive) return WaitReason.ChanReceiveNil;
        if (reason == Forever && state == WaitReason.ChanSend) return WaitReason.ChanSendNil;
        return state == WaitReason.RunningOrRunnable ? WaitReason.Unknown : state;
    }

    /// <summary>The word a traceback would print.</summary>
    /// <returns>Null where the trace's word stands for several ("sync", "forever", none): the frames have to tell.</returns>
    public static WaitReason? ToWaitReason(GoroutineState state, string reason) => state switch
    {
        GoroutineState.Running => WaitReason.Running,
        GoroutineState.Runnable => WaitReason.Runnable,
        GoroutineState.Syscall => WaitReason.Syscall,
        _ when reason is "" or "sync" or Forever or "unspecified" or "synctest" => null,
        _ => Words.TryGetValue(reason, out var word) ? word : new WaitReason(reason),
    };
}
