using Unpark.Knowledge.Traces;

namespace Unpark.Readers.Traces.V2;

internal sealed partial class Scheduler
{
    private struct ProcState
    {
        public ProcStatus Status;

        /// <summary>Generation in which <see cref="Sequence"/> counts.</summary>
        public int Generation;

        public ulong Sequence;

        /// <summary>Goroutine that went into a syscall with it last.</summary>
        public int SyscallG;
    }

    private bool MayStartProc(ulong id, ulong sequence, int thread) =>
        thread >= 0 && _threads[thread].P == Nothing && _procIds.Find(id) is >= 0 and var proc && _procs[proc].Status == ProcStatus.Idle && IsNextOfProc(proc, sequence);

    private bool MayStealProc(ulong id, ulong sequence) =>
        _procIds.Find(id) is >= 0 and var proc && _procs[proc].Status is ProcStatus.Syscall or ProcStatus.SyscallAbandoned && IsNextOfProc(proc, sequence);

    private bool IsNextOfProc(int proc, ulong sequence) => _procs[proc].Generation == _number && sequence == _procs[proc].Sequence + 1;

    private bool StartProc(int thread, ulong id, ulong sequence)
    {
        var proc = _procIds.Find(id);
        (_procs[proc].Status, _procs[proc].Sequence) = (ProcStatus.Running, sequence);
        _threads[thread].P = proc;
        return true;
    }

    private bool StopProc(int thread)
    {
        if (thread < 0 || _threads[thread].P < 0) return false;
        Idle(_threads[thread].P);
        _threads[thread].P = Nothing;
        return true;
    }

    // Another thread takes the processor of one that sits in a syscall.
    private bool StealProc(ulong id, ulong sequence, ulong threadId)
    {
        var proc = _procIds.Find(id);
        var abandoned = _procs[proc].Status == ProcStatus.SyscallAbandoned;
        _procs[proc].Sequence = sequence;
        Idle(proc);
        if (abandoned) return true;

        var thread = _threadIds.Find(threadId);
        if (thread < 0 || _threads[thread].P != proc) return false;
        _threads[thread].P = Nothing;
        return true;
    }

    private void Idle(int proc)
    {
        ref var p = ref _procs[proc];
        p.Status = ProcStatus.Idle;
        if (p.SyscallG >= 0 && _goroutines[p.SyscallG].SyscallProc == proc) _goroutines.LoseProc(p.SyscallG, _now);
        p.SyscallG = Nothing;
    }

    // What a processor does when it is first mentioned in a generation.
    private bool StatusOfProc(int thread, ulong id, ProcStatus status)
    {
        if (status is ProcStatus.Bad or > ProcStatus.SyscallAbandoned) return false;
        var proc = _procIds.Find(id);
        if (proc < 0 && !TryAddProc(id, status, out proc)) return false;
        ref var p = ref _procs[proc];

        // Whoever says "abandoned" has lost track; what was known before is better.
        if (p.Status != status && (p.Status, status) is not (ProcStatus.Syscall, ProcStatus.SyscallAbandoned)) return false;
        (p.Generation, p.Sequence) = (_number, 0);
        if (thread >= 0 && status is ProcStatus.Running or ProcStatus.Syscall) _threads[thread].P = proc;
        return true;
    }

    private bool TryAddProc(ulong id, ProcStatus status, out int proc)
    {
        proc = _procIds.Count;
        if (proc == MaxProcs) return false;
        if (proc == _procs.Length) Array.Resize(ref _procs, proc * 2);
        _procs[proc] = new() { Status = status, SyscallG = Nothing };
        _procIds.Set(id, proc);
        return true;
    }
}
