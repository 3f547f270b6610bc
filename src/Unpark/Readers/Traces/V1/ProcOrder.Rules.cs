using Unpark.Knowledge.Traces;
using Unpark.Model.Traces;

namespace Unpark.Readers.Traces.V1;

internal sealed partial class ProcOrder
{
    private readonly List<ulong> _there = [];
    private bool _began;
    private bool _ticks;
    private ulong _firstTick;
    private ulong _collections;
    private long _now;

    protected override bool MayAdvance(in EventCursor e)
    {
        var type = (TraceEventV1)e.Type;
        if (Blocks(type) || type is TraceEventV1.GoSched or TraceEventV1.GoPreempt or TraceEventV1.GoSysBlock) return Fits(e.D, null, Fit.Running);
        return type switch
        {
            TraceEventV1.GoCreate => _goroutines.Find(e.A) < 0,
            TraceEventV1.GoWaiting or TraceEventV1.GoInSyscall => Fits(e.A, 1, Fit.Runnable),
            TraceEventV1.GoStart or TraceEventV1.GoStartLabel => Fits(e.A, e.B, Fit.Runnable),
            TraceEventV1.GoStartLocal => Fits(e.A, null, Fit.Runnable),
            TraceEventV1.GoUnblock or TraceEventV1.GoSysExit => Fits(e.A, e.B, Fit.Waiting),
            TraceEventV1.GoUnblockLocal or TraceEventV1.GoSysExitLocal => Fits(e.A, null, Fit.Waiting),
            TraceEventV1.GCStart => e.A == _collections,
            _ => true,
        };
    }

    protected override bool Advance(in EventCursor e)
    {
        Tick(e.Time);
        var type = (TraceEventV1)e.Type;
        if (type == TraceEventV1.GoSysBlock) return BlockInSyscall(e.Lane, e.D);
        LeaveSyscall(e.Lane);
        if (IsStart(type)) return Start(e.A);
        if (Blocks(type) || type == TraceEventV1.GoStop) return Leave(e.D, GoroutineState.Waiting, Fit.Waiting, _reasons[e.Type], e.A);
        switch (type)
        {
            case TraceEventV1.Gomaxprocs: return Begin();
            case TraceEventV1.GoCreate: return Create(in e);
            case TraceEventV1.GoWaiting: return Find(e.A, GoroutineState.Waiting);
            case TraceEventV1.GoInSyscall: return Find(e.A, GoroutineState.Syscall);
            case TraceEventV1.GoSched or TraceEventV1.GoPreempt: return Leave(e.D, GoroutineState.Runnable, Fit.Runnable, _reasons[e.Type], e.A);
            case TraceEventV1.GoUnblock or TraceEventV1.GoUnblockLocal: return Unblock(e.A, _now);
            case TraceEventV1.GoSysExit: return Unblock(e.A, TimeOfExit(e.C));
            case TraceEventV1.GoSysExitLocal: return Unblock(e.A, TimeOfExit(e.B));
            case TraceEventV1.GoEnd: return End(e.D);
            case TraceEventV1.GoSysCall: return EnterSyscall(e.Lane, e.D, e.A);
            case TraceEventV1.ProcStop: return StopProc(e.Lane);
            default: return Happen(type, e.A);
        }
    }

    private bool Happen(TraceEventV1 type, ulong argument)
    {
        var tally = _goroutines.Tally;
        if (type == TraceEventV1.STWStart) tally.StopWorld(TraceReasons.StopKind(_result.Format, argument), _now);
        if (type == TraceEventV1.STWDone) tally.StartWorld(_now);
        if (type == TraceEventV1.GCDone) tally.EndCollection(_now);
        if (type != TraceEventV1.GCStart) return true;
        _collections++;
        tally.BeginCollection(_now);
        return true;
    }

    private void Tick(ulong time)
    {
        if (!_ticks) (_ticks, _firstTick) = (true, time);
        _now = Math.Max(_now + 1, Nanoseconds(time));
    }

    private long Nanoseconds(ulong ticks) => (long)Math.Clamp((long)(ticks - _firstTick) * _index.NanosecondsPerTick, 0, long.MaxValue / 4);

    // Said only after the goroutine came back from the syscall, which can be long after.
    private long TimeOfExit(ulong ticks) => ticks == 0 ? _now : Math.Min(_now, Nanoseconds(ticks));

    private bool Fits(ulong id, ulong? sequence, Fit fit)
    {
        var slot = _goroutines.Find(id);
        return slot >= 0 && _orders[slot].Fit == fit && (sequence is null || sequence == _orders[slot].Sequence);
    }

    // The first Gomaxprocs ends the list of goroutines that were there before; those not yet said to wait can run.
    private bool Begin()
    {
        if (_began) return true;
        _began = true;
        foreach (var id in _there)
        {
            var slot = _goroutines.Find(id);
            if (slot >= 0 && _goroutines[slot].State == GoroutineState.Undetermined) _goroutines.Move(slot, GoroutineState.Runnable, TraceReasonTable.None, _goroutines[slot].Entry, 0);
        }
        _there.Clear();
        return true;
    }

    private bool Create(in EventCursor e)
    {
        var slot = _goroutines.Add(e.A, _began ? GoroutineState.NotExist : GoroutineState.Undetermined, _began ? _now : 0);
        if (slot < 0) return false;
        if (slot >= _orders.Length) Array.Resize(ref _orders, Math.Max(slot + 1, _orders.Length * 2));
        _orders[slot] = new() { Sequence = 1, Fit = Fit.Runnable };

        ref var g = ref _goroutines[slot];
        g.Entry = TraceStacks.Refer(e.B);
        if (!_began)
        {
            _there.Add(e.A);
            return true;
        }
        (g.CreatorId, g.CreatedAt) = (e.D, TraceStacks.Refer(e.C));
        _goroutines.Move(slot, GoroutineState.Runnable, TraceReasonTable.None, g.Entry, _now);
        return true;
    }

    // What a goroutine did when the trace began.
    private bool Find(ulong id, GoroutineState state)
    {
        var slot = _goroutines.Find(id);
        _orders[slot] = new() { Sequence = 2, Fit = Fit.Waiting };
        _goroutines.Move(slot, state, TraceReasonTable.None, TraceStacks.None, 0);
        return true;
    }

    private bool Start(ulong id)
    {
        var slot = _goroutines.Find(id);
        _orders[slot] = new() { Sequence = _orders[slot].Sequence + 1, Fit = Fit.Running };
        _goroutines.Move(slot, GoroutineState.Running, TraceReasonTable.None, TraceStacks.None, _began ? _now : 0);
        return true;
    }

    private bool Leave(ulong id, GoroutineState to, Fit fit, short reason, ulong stack)
    {
        var slot = _goroutines.Find(id);
        if (slot < 0) return false;
        _orders[slot].Fit = fit;
        _goroutines.Move(slot, to, reason, TraceStacks.Refer(stack), _now);
        return true;
    }

    private bool Unblock(ulong id, long time)
    {
        var slot = _goroutines.Find(id);
        _orders[slot] = new() { Sequence = _orders[slot].Sequence + 1, Fit = Fit.Runnable };
        _goroutines.Unblock(slot, Math.Max(time, _goroutines[slot].Since));
        return true;
    }

    private bool End(ulong id)
    {
        var slot = _goroutines.Find(id);
        if (slot < 0) return false;
        _orders[slot] = default;
        _goroutines.End(slot, _now);
        return true;
    }

    private bool EnterSyscall(int lane, ulong id, ulong stack)
    {
        var slot = _goroutines.Find(id);
        if (slot < 0) return false;
        ref var proc = ref _procs[lane];
        (proc.Entered, proc.EnteredAt, proc.EnteredStack) = (slot, _now, TraceStacks.Refer(stack));
        return true;
    }

    // A syscall that did not block has no end of its own: it is taken for one of a nanosecond.
    private void LeaveSyscall(int lane)
    {
        ref var proc = ref _procs[lane];
        if (proc.Entered < 0) return;
        _goroutines.Move(proc.Entered, GoroutineState.Syscall, TraceReasonTable.None, proc.EnteredStack, proc.EnteredAt);
        _goroutines.Move(proc.Entered, GoroutineState.Running, TraceReasonTable.None, TraceStacks.None, proc.EnteredAt + 1);
        proc.Entered = None;
    }

    private bool BlockInSyscall(int lane, ulong id)
    {
        var slot = _goroutines.Find(id);
        ref var proc = ref _procs[lane];
        var (since, stack) = proc.Entered == slot ? (proc.EnteredAt, proc.EnteredStack) : (_now, TraceStacks.None);
        _goroutines.Move(slot, GoroutineState.Syscall, TraceReasonTable.None, stack, since);
        _orders[slot].Fit = Fit.Waiting;
        (proc.Blocked, proc.Entered) = (slot, None);
        return true;
    }

    private bool StopProc(int lane)
    {
        ref var proc = ref _procs[lane];
        if (proc.Blocked >= 0) _goroutines.LoseProc(proc.Blocked, _now);
        proc.Blocked = None;
        return true;
    }
}
