using Unpark.Model;

namespace Unpark.Knowledge.Waits;

/// <summary>The state of a goroutine, read off the frames of its stack where the evidence prints none: profiles.</summary>
/// <remarks>
/// Source: the callers of <c>gopark</c> in runtime and the <c>linkname</c> bodies in runtime/sema.go, Go 1.19 to 1.27,
/// and <c>tests/data</c>: derived and printed states of one moment agree.
/// </remarks>
internal static class StackStates
{
    private static readonly Dictionary<string, WaitReason> ByFunction = new(StringComparer.Ordinal)
    {
        ["runtime.chanrecv1"] = WaitReason.ChanReceive, // <-c
        ["runtime.chanrecv2"] = WaitReason.ChanReceive, // v, ok := <-c; range c
        ["runtime.chansend1"] = WaitReason.ChanSend,
        ["runtime.selectgo"] = WaitReason.Select,
        ["runtime.block"] = WaitReason.SelectNoCases,
        ["sync.runtime_SemacquireMutex"] = WaitReason.MutexLock, // up to 1.23
        ["internal/sync.runtime_SemacquireMutex"] = WaitReason.MutexLock, // from 1.24
        ["sync.runtime_SemacquireRWMutexR"] = WaitReason.RWMutexRLock, // from 1.20
        ["sync.runtime_SemacquireRWMutex"] = WaitReason.RWMutexLock, // from 1.20
        ["sync.runtime_SemacquireWaitGroup"] = WaitReason.WaitGroupWait, // from 1.24
        ["sync.runtime_Semacquire"] = WaitReason.Semacquire,
        ["internal/poll.runtime_Semacquire"] = WaitReason.Semacquire, // second reader or writer of one descriptor
        ["sync.runtime_notifyListWait"] = WaitReason.CondWait,
        ["internal/poll.runtime_pollWait"] = WaitReason.IOWait,
        ["time.Sleep"] = WaitReason.Sleep,
        ["runtime.coroswitch"] = WaitReason.Coroutine, // iter.Pull, from 1.23
        ["runtime.cgocall"] = WaitReason.Syscall,
        ["runtime.notetsleepg"] = WaitReason.Syscall, // os/signal's loop
        ["syscall.Syscall"] = WaitReason.Syscall,
        ["syscall.Syscall6"] = WaitReason.Syscall,
        ["syscall.RawSyscall6"] = WaitReason.Syscall,
        ["runtime/internal/syscall.Syscall6"] = WaitReason.Syscall, // up to 1.23
        ["internal/runtime/syscall.Syscall6"] = WaitReason.Syscall, // from 1.24
        ["syscall.syscall"] = WaitReason.Syscall, // macOS, BSD
        ["syscall.syscall6"] = WaitReason.Syscall,
        ["syscall.SyscallN"] = WaitReason.Syscall, // Windows
    };

    /// <summary>Who calls a semaphore tells what it belongs to, where the semaphore's own function does not.</summary>
    private static readonly Dictionary<string, WaitReason> ByCallerOfSemaphore = new(StringComparer.Ordinal)
    {
        ["sync.(*RWMutex).RLock"] = WaitReason.RWMutexRLock, // up to 1.19
        ["sync.(*RWMutex).Lock"] = WaitReason.RWMutexLock, // up to 1.19
        ["sync.(*WaitGroup).Wait"] = WaitReason.WaitGroupWait, // up to 1.23
    };

    /// <summary>The line of <c>gopark</c> for a nil channel, in <c>chanrecv</c> and <c>chansend</c> of runtime/chan.go.</summary>
    /// <remarks>Lines of the ordinary wait: receive 583 (1.19 to 1.22), 639, 664, 667; send 259 (1.19 to 1.22), 270, 283. The sets do not meet.</remarks>
    private static readonly Dictionary<(string Function, int Line), WaitReason> NilChannel = new()
    {
        [("runtime.chanrecv", 469)] = WaitReason.ChanReceiveNil, // 1.19 to 1.22
        [("runtime.chanrecv", 516)] = WaitReason.ChanReceiveNil, // 1.23
        [("runtime.chanrecv", 533)] = WaitReason.ChanReceiveNil, // 1.24
        [("runtime.chanrecv", 536)] = WaitReason.ChanReceiveNil, // 1.25 to 1.27
        [("runtime.chansend", 165)] = WaitReason.ChanSendNil, // 1.19 to 1.22
        [("runtime.chansend", 176)] = WaitReason.ChanSendNil, // 1.23
        [("runtime.chansend", 181)] = WaitReason.ChanSendNil, // 1.24 to 1.27
    };

    // gopark, goparkunlock, semacquire1, chanrecv, chanrecv1: what tells the state is at most this far from the leaf.
    private const int Depth = 6;

    /// <param name="frames">Leaf first.</param>
    /// <param name="runtimeHidden">The runtime's leading frames are left out, as in text profiles: a stack that shows none tells nothing.</param>
    public static WaitReason Of(ReadOnlySpan<Frame> frames, bool runtimeHidden = false)
    {
        var parked = false;
        for (var i = 0; i < Math.Min(frames.Length, Depth); i++)
        {
            var function = frames[i].Function;
            if (NilChannel.TryGetValue((function, frames[i].Line), out var nil)) return nil;
            if (ByFunction.TryGetValue(function, out var state)) return Refine(state, i + 1 < frames.Length ? frames[i + 1].Function : "");
            if (function.Contains("._Cfunc_", StringComparison.Ordinal)) return WaitReason.Syscall;
            parked |= function == "runtime.gopark";
            if (!function.StartsWith("runtime.", StringComparison.Ordinal)) break;
        }
        return parked || runtimeHidden || frames.IsEmpty ? WaitReason.Unknown : WaitReason.RunningOrRunnable;
    }

    private static WaitReason Refine(WaitReason state, string caller) =>
        (state == WaitReason.MutexLock || state == WaitReason.Semacquire) && ByCallerOfSemaphore.TryGetValue(caller, out var refined) ? refined : state;
}
