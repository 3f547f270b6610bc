using System.Collections.Frozen;
using Unpark.Model;

namespace Unpark.Knowledge.Profiles;

/// <summary>How long each profile stops the program it is taken from. Estimates of the sum of all stops of one request, made before the request.</summary>
/// <remarks>
/// Measured with Go 1.27.4 on two cores through net/http/pprof, 1,000 to 1,000,000 goroutines in 21 kinds of wait;
/// the stops are the program's own figures (<c>/sched/pauses/total</c> of runtime/metrics).
/// The index page stops nothing and takes 0.7 ms at a million goroutines; a protobuf goroutine profile stops for
/// 0.1 to 0.4 ms at any size, and takes 4 us and 0.55 KB of garbage a goroutine.
/// </remarks>
public static class ProfileCosts
{
    /// <summary>Buffers of <c>writeGoroutineStacks</c>, runtime/pprof: the first, and the last, at which the text is cut.</summary>
    private const long FirstBuffer = 1L << 20, LastBuffer = 64L << 20;

    /// <summary>Text of one goroutine of ordinary depth in a traceback; of its header and creator; of one frame beyond its names.</summary>
    private const int BytesPerGoroutine = 1024, BytesBesideFrames = 190, BytesPerFrame = 36;

    /// <summary>One walk over one goroutine, and what each KiB of text adds to it. 240 bytes: 2 to 3.4 us; 600 bytes: 4.7 us; 1 KiB: 5.5 us.</summary>
    private const double WalkMicroseconds = 2.5, WalkMicrosecondsPerKiB = 3.5;

    /// <summary>A goroutine waiting on a channel: the stop of the leak profile is linear in them.</summary>
    private const double LeakMicroseconds = 0.3;

    /// <summary>
    /// A pair of waiters on one lock. The leak profile walks the list of waiters once for each of them (<c>setSyncObjectsUntraceable</c> and
    /// <c>gcRestoreSyncObjects</c>, runtime/mgc.go). Measured: 1.4 to 2.5 ns in programs of up to 100,000 goroutines; the list spreads through
    /// the memory of larger ones: 3.5 ns at 200,000, 6 ns at 400,000, up to 28 ns at a million.
    /// </summary>
    private const double LeakNanosecondsPerPair = 4, LeakNanosecondsPerPairAtAMillion = 28;

    /// <summary>How long the program works on a protobuf goroutine profile, which hardly stops it.</summary>
    public static TimeSpan ProfileCall(long goroutines) => TimeSpan.FromMicroseconds(4.0 * goroutines);

    /// <summary>Where <c>debug=2</c> cuts its text.</summary>
    public const long MostTracebackBytes = LastBuffer;

    /// <summary>Size of the traceback of the goroutines of a profile, from the names it will print.</summary>
    /// <remarks>The runtime's own frames are not printed (<c>showframe</c>, runtime/traceback.go); creators are not in profiles and count as one more frame.</remarks>
    public static long TracebackBytes(Snapshot profile) =>
        profile.Groups.Sum(group => group.Count * (BytesBesideFrames + group.Stack.Frames.Where(IsPrinted).Sum(frame => frame.Function.Length + frame.File.Length + BytesPerFrame)));

    /// <summary>How often <c>debug=2</c> walks all stacks: it starts with 1 MiB and doubles until the text fits or 64 MiB are full.</summary>
    public static int TracebackTries(long bytes)
    {
        var tries = 1;
        for (var buffer = FirstBuffer; buffer <= bytes && buffer < LastBuffer; buffer *= 2) tries++;
        return tries;
    }

    /// <summary>Of <c>goroutine?debug=2</c>: every try stops the world for a walk over all goroutines, even when its buffer is long full.</summary>
    /// <param name="bytes">From <see cref="TracebackBytes"/>; null: goroutines of ordinary depth.</param>
    public static TimeSpan TracebackStop(long goroutines, long? bytes = null)
    {
        var size = bytes ?? goroutines * BytesPerGoroutine;
        return TimeSpan.FromMicroseconds(TracebackTries(size) * (WalkMicroseconds * goroutines + WalkMicrosecondsPerKiB * size / 1024));
    }

    /// <summary>Of one request of <c>goroutineleak</c>: linear in the goroutines, quadratic in the waiters on one lock.</summary>
    /// <param name="waitersPerLock">Goroutines that wait on one Mutex, RWMutex or WaitGroup, one entry a lock.</param>
    /// <remarks>A chain in which each goroutine is held only by the one before costs more (10,000: 1.1 s); a profile does not show it.</remarks>
    public static TimeSpan LeakProfileStop(long goroutines, IEnumerable<long> waitersPerLock)
    {
        var nanosecondsPerPair = Math.Max(LeakNanosecondsPerPair, LeakNanosecondsPerPairAtAMillion * goroutines / 1_000_000);
        var pairs = waitersPerLock.Sum(waiters => (double)waiters * waiters);
        return TimeSpan.FromMicroseconds(LeakMicroseconds * goroutines + nanosecondsPerPair / 1000 * pairs);
    }

    /// <summary>Waits in which the runtime chains all waiters on one address, so that they count in <see cref="LeakProfileStop"/> (<c>semaRoot.queue</c>, runtime/sema.go).</summary>
    public static bool ChainsWaiters(WaitReason state) => Chained.Contains(state);

    private static readonly FrozenSet<WaitReason> Chained = FrozenSet.Create(
        WaitReason.MutexLock, WaitReason.RWMutexLock, WaitReason.RWMutexRLock, WaitReason.WaitGroupWait, WaitReason.Semacquire);

    private static bool IsPrinted(Frame frame) => !frame.Function.StartsWith("runtime.", StringComparison.Ordinal);
}
