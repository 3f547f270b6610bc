using Unpark.Knowledge.Traces;
using Unpark.Model.Traces;

namespace Unpark.Readers.Traces.V2;

/// <summary>
/// What the Go scheduler did, event by event: which thread (M) had which processor (P) and goroutine (G). Says which events
/// may come next and what they do.
/// </summary>
/// <remarks>Source: internal/trace/order.go, Go 1.27. Where that gives up a whole trace for a contradiction, this gives up the generation.</remarks>
internal sealed partial class Scheduler(TraceResult result)
{
    private const int Nothing = -1;

    // A goroutine, thread or processor costs a hundred bytes here and four on the wire. GOMAXPROCS and Linux stay far below.
    private const int MaxThreads = 1 << 20;
    private const int MaxProcs = 1 << 16;

    private readonly GoroutineTracker _goroutines = result.Goroutines;
    private readonly IdTable _threadIds = new();
    private readonly IdTable _procIds = new();
    private Generation _generation = null!;
    private ThreadState[] _threads = new ThreadState[16];
    private ProcState[] _procs = new ProcState[16];
    private int _number;
    private long _generationStart;
    private long _now = long.MinValue;
    private bool _lost;

    /// <summary>A generation begins: order counts anew.</summary>
    public void Begin(Generation generation)
    {
        _generation = generation;
        _generationStart = Nanoseconds(generation.Start);
        if (_number++ == 0) (result.Start, _now) = (_generationStart, _generationStart);
        if (_lost) Forget();
    }

    /// <summary>The generation is over: what lives on must not point into it.</summary>
    public void End()
    {
        if (_generation.Clock is { } clock) result.Clock = (Nanoseconds(clock.Time), clock.Wall);
        result.End = _now;
        result.Keep(_generation.Dictionary, $"generation {_generation.Number}");
    }

    /// <summary>The rest of the generation cannot be read. The next one says anew where everything stands.</summary>
    public void Lose() => _lost = true;

    /// <summary>Slot of a thread; -1 for the batch that belongs to none.</summary>
    public int Thread(ulong id)
    {
        if (id == ulong.MaxValue) return Nothing;
        if (_threadIds.Find(id) is >= 0 and var known) return known;
        if (_threadIds.Count == MaxThreads) return Nothing;
        var slot = _threadIds.Count;
        if (slot == _threads.Length) Array.Resize(ref _threads, slot * 2);
        _threads[slot] = new() { G = Nothing, P = Nothing };
        _threadIds.Set(id, slot);
        return slot;
    }

    /// <summary>Whether the event may come next: whether what it builds on has happened. Changes nothing.</summary>
    public bool MayAdvance(in EventCursor e) => (TraceEvent)e.Type switch
    {
        TraceEvent.GoStart => IsNext(e.A, e.B, GoroutineState.Runnable) && HasProcOnly(e.Lane),
        TraceEvent.GoUnblock or TraceEvent.GoSwitch or TraceEvent.GoSwitchDestroy => IsNext(e.A, e.B, GoroutineState.Waiting),
        TraceEvent.ProcStart => MayStartProc(e.A, e.B, e.Lane),
        TraceEvent.ProcSteal => MayStealProc(e.A, e.B),
        TraceEvent.GoSyscallEndBlocked => HasLeftSyscall(e.Lane),
        TraceEvent.GCBegin or TraceEvent.GCActive or TraceEvent.GCEnd => IsNextOfCollector(e.A),
        _ => true,
    };

    /// <summary>Lets the event happen.</summary>
    /// <returns>False when it contradicts what happened before.</returns>
    public bool Advance(in EventCursor e)
    {
        var now = Nanoseconds(e.Time);
        _now = now = now <= _now ? _now + 1 : now;
        switch ((TraceEvent)e.Type)
        {
            case TraceEvent.GoStart: return Start(e.Lane, e.A, e.B);
            case TraceEvent.GoStop: return Leave(e.Lane, GoroutineState.Runnable, e.A, e.B);
            case TraceEvent.GoBlock: return Leave(e.Lane, GoroutineState.Waiting, e.A, e.B);
            case TraceEvent.GoUnblock: return Unblock(e.A, e.B);
            case TraceEvent.GoCreate: return Create(e.Lane, e.A, GoroutineState.Runnable, e.B, e.C);
            case TraceEvent.GoCreateBlocked: return Create(e.Lane, e.A, GoroutineState.Waiting, e.B, e.C);
            case TraceEvent.GoCreateSyscall: return CreateInSyscall(e.Lane, e.A);
            case TraceEvent.GoDestroy: return Destroy(e.Lane);
            case TraceEvent.GoDestroySyscall: return DestroyInSyscall(e.Lane);
            case TraceEvent.GoSwitch: return Switch(e.Lane, e.A, e.B, ends: false);
            case TraceEvent.GoSwitchDestroy: return Switch(e.Lane, e.A, e.B, ends: true);
            case TraceEvent.GoSyscallBegin: return BeginSyscall(e.Lane, e.A, e.B);
            case TraceEvent.GoSyscallEnd: return EndSyscall(e.Lane);
            case TraceEvent.GoSyscallEndBlocked: return EndBlockedSyscall(e.Lane);
            case TraceEvent.GoStatus: return Status(e.Lane, e.A, e.B, (GoStatus)e.C, 0);
            case TraceEvent.GoStatusStack: return Status(e.Lane, e.A, e.B, (GoStatus)e.C, e.D);
            case TraceEvent.ProcStart: return StartProc(e.Lane, e.A, e.B);
            case TraceEvent.ProcStop: return StopProc(e.Lane);
            case TraceEvent.ProcSteal: return StealProc(e.A, e.B, e.C);
            case TraceEvent.ProcStatus: return StatusOfProc(e.Lane, e.A, (ProcStatus)e.B);
            case TraceEvent.STWBegin: return StopWorld(e.A);
            case TraceEvent.STWEnd: return StartWorld();
            case TraceEvent.GCBegin or TraceEvent.GCActive or TraceEvent.GCEnd: return Collect((TraceEvent)e.Type, e.A);
            default: return true;
        }
    }

    private long Nanoseconds(ulong time) => (long)Math.Min(time * _generation.NanosecondsPerUnit, long.MaxValue / 4);

    private void Forget()
    {
        _goroutines.Forget(_now);
        _threadIds.Clear();
        _procIds.Clear();
        _collector = Collector.Unknown;
        _lost = false;
    }

    /// <summary>What a thread has at the moment, by slots; <see cref="Nothing"/> when it has none.</summary>
    private struct ThreadState
    {
        public int G;
        public int P;
    }
}
