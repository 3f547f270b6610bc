using System.Runtime.CompilerServices;
using Unpark.Knowledge.Traces;
using Unpark.Model.Traces;

namespace Unpark.Readers.Traces.V2;

internal sealed partial class Scheduler
{
    // Events of one goroutine on different threads are numbered from its first mention in the generation on.
    private bool IsNext(ulong id, ulong sequence, GoroutineState state)
    {
        var slot = _goroutines.Find(id);
        if (slot < 0) return false;
        ref var g = ref _goroutines[slot];
        return g.State == state && g.Generation == _number && sequence == g.Sequence + 1;
    }

    private bool HasProcOnly(int thread) => thread >= 0 && _threads[thread] is { G: Nothing, P: not Nothing };

    private bool HasLeftSyscall(int thread) => thread < 0 || _threads[thread].P == Nothing || _procs[_threads[thread].P].Status != ProcStatus.Syscall;

    private bool Start(int thread, ulong id, ulong sequence)
    {
        var slot = _goroutines.Find(id);
        _goroutines[slot].Sequence = sequence;
        _goroutines.Move(slot, GoroutineState.Running, TraceReasonTable.None, TraceStacks.None, _now);
        _threads[thread].G = slot;
        return true;
    }

    // The running goroutine stops running, for a reason that stands in a string.
    private bool Leave(int thread, GoroutineState to, ulong reason, ulong stack)
    {
        if (!TryGet(thread, GoroutineState.Running, out var slot)) return false;
        _goroutines.Move(slot, to, _generation.Dictionary.Reason(reason), TraceStacks.Refer(stack), _now);
        _threads[thread].G = Nothing;
        return true;
    }

    private bool Unblock(ulong id, ulong sequence)
    {
        var slot = _goroutines.Find(id);
        _goroutines[slot].Sequence = sequence;
        _goroutines.Unblock(slot, _now);
        return true;
    }

    private bool Create(int thread, ulong id, GoroutineState state, ulong entry, ulong stack)
    {
        if (thread < 0 || !TryAdd(id, GoroutineState.NotExist, _now, out var slot)) return false;
        var creator = _threads[thread].G;
        ref var g = ref _goroutines[slot];
        g.CreatorId = creator < 0 ? 0 : _goroutines[creator].Id;
        g.CreatedAt = TraceStacks.Refer(stack);
        g.Entry = TraceStacks.Refer(entry);
        _goroutines.Move(slot, state, TraceReasonTable.None, g.Entry, _now);
        return true;
    }

    // A C thread calls into Go.
    private bool CreateInSyscall(int thread, ulong id)
    {
        if (thread < 0 || _threads[thread].G >= 0 || !TryAdd(id, GoroutineState.NotExist, _now, out var slot)) return false;
        _goroutines.Move(slot, GoroutineState.Syscall, TraceReasonTable.None, TraceStacks.None, _now);
        _threads[thread].G = slot;
        return true;
    }

    private bool Destroy(int thread)
    {
        if (!TryGet(thread, GoroutineState.Running, out var slot)) return false;
        _goroutines.End(slot, _now);
        _threads[thread].G = Nothing;
        return true;
    }

    // The C thread is done with Go. Its processor stays behind, and nobody knows on which thread.
    private bool DestroyInSyscall(int thread)
    {
        if (!TryGet(thread, GoroutineState.Syscall, out var slot)) return false;
        _goroutines.End(slot, _now);
        ref var m = ref _threads[thread];
        if (m.P >= 0) _procs[m.P].Status = ProcStatus.SyscallAbandoned;
        (m.G, m.P) = (Nothing, Nothing);
        return true;
    }

    // A coroutine hands over: unblocks another, blocks or ends itself, and the other runs.
    private bool Switch(int thread, ulong id, ulong sequence, bool ends)
    {
        if (!TryGet(thread, GoroutineState.Running, out var slot)) return false;
        var next = _goroutines.Find(id);
        _goroutines.Unblock(next, _now);
        if (ends) _goroutines.End(slot, ++_now);
        else _goroutines.Move(slot, GoroutineState.Waiting, TraceReasonTable.None, TraceStacks.None, ++_now);
        _goroutines[next].Sequence = sequence;
        _goroutines.Move(next, GoroutineState.Running, TraceReasonTable.None, TraceStacks.None, ++_now);
        _threads[thread].G = next;
        return true;
    }

    private bool BeginSyscall(int thread, ulong procSequence, ulong stack)
    {
        if (!TryGet(thread, GoroutineState.Running, out var slot) || _threads[thread].P < 0) return false;
        var proc = _threads[thread].P;
        ref var p = ref _procs[proc];
        if (p.Generation != _number || procSequence != p.Sequence + 1) return false;
        (p.Sequence, p.Status, p.SyscallG) = (procSequence, ProcStatus.Syscall, slot);
        _goroutines.Move(slot, GoroutineState.Syscall, TraceReasonTable.None, TraceStacks.Refer(stack), _now);
        _goroutines[slot].SyscallProc = proc;
        return true;
    }

    private bool EndSyscall(int thread)
    {
        if (!TryGet(thread, GoroutineState.Syscall, out var slot) || _threads[thread].P < 0) return false;
        ref var p = ref _procs[_threads[thread].P];
        if (p.Status != ProcStatus.Syscall) return false;
        p.Status = ProcStatus.Running;
        _goroutines.Move(slot, GoroutineState.Running, TraceReasonTable.None, TraceStacks.None, _now);
        return true;
    }

    private bool EndBlockedSyscall(int thread)
    {
        if (!TryGet(thread, GoroutineState.Syscall, out var slot)) return false;
        _goroutines.Move(slot, GoroutineState.Runnable, TraceReasonTable.None, _goroutines[slot].Stack, _now);
        _threads[thread].G = Nothing;
        return true;
    }

    // Where a goroutine stands when it is first mentioned in a generation.
    private bool Status(int thread, ulong id, ulong statusThread, GoStatus status, ulong stack)
    {
        if (ToState(status) is not { } state) return false;
        var slot = _goroutines.Find(id);
        if (slot < 0)
        {
            if (!TryAdd(id, GoroutineState.Undetermined, _generationStart, out slot)) return false;
            _goroutines.Move(slot, state, TraceReasonTable.None, TraceStacks.Refer(stack), _generationStart);
        }
        ref var g = ref _goroutines[slot];
        if (g.State != state) return false;
        (g.Generation, g.Sequence) = (_number, 0);
        if (g.Stack == TraceStacks.None) g.Stack = TraceStacks.Refer(stack);
        return state switch
        {
            GoroutineState.Running => Bind(thread, slot),
            GoroutineState.Syscall => BindSyscall(thread, Thread(statusThread), slot),
            _ => true,
        };
    }

    private bool Bind(int thread, int slot)
    {
        if (thread >= 0) _threads[thread].G = slot;
        return true;
    }

    // Said by the thread itself, or by another of a thread that sits in its syscall all the while.
    private bool BindSyscall(int thread, int statusThread, int slot)
    {
        if (statusThread < 0) return false;
        ref var m = ref _threads[statusThread];
        if (m.G >= 0 && m.G != slot) return false;
        m.G = slot;
        if (statusThread == thread && m.P >= 0) (_goroutines[slot].SyscallProc, _procs[m.P].SyscallG) = (m.P, slot);
        else _goroutines.LoseProc(slot, _generationStart);
        return true;
    }

    private bool TryAdd(ulong id, GoroutineState state, long time, out int slot)
    {
        slot = Nothing;
        if (_goroutines.Find(id) >= 0) return false;
        slot = _goroutines.Add(id, state, time);
        if (slot < 0) return false;
        (_goroutines[slot].Generation, _goroutines[slot].Sequence) = (_number, 0);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryGet(int thread, GoroutineState state, out int slot)
    {
        slot = thread < 0 ? Nothing : _threads[thread].G;
        return slot >= 0 && _goroutines[slot].State == state;
    }

    private static GoroutineState? ToState(GoStatus status) => status switch
    {
        GoStatus.Runnable => GoroutineState.Runnable,
        GoStatus.Running => GoroutineState.Running,
        GoStatus.Syscall => GoroutineState.Syscall,
        GoStatus.Waiting => GoroutineState.Waiting,
        _ => null,
    };
}
