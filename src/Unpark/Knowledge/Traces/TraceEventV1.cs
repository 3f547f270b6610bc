namespace Unpark.Knowledge.Traces;

/// <summary>Types of events in execution traces of formats 1.11 to 1.21, with their arguments as they stand on the wire: unsigned LEB128 numbers.</summary>
/// <remarks>
/// The low six bits of an event's first byte. The high two say how many numbers follow: one, two, three; 3 says that a length
/// in bytes follows and then that many bytes of numbers. Batch and String keep to neither. Source: runtime/trace.go of Go 1.19
/// and 1.21, internal/trace/internal/tracev1/parser.go of Go 1.27.
/// </remarks>
internal enum TraceEventV1 : byte
{
    /// <summary>Start of a batch of events of one P. Arguments: pid, ticks; the only one whose time is absolute.</summary>
    Batch = 1,

    /// <summary>Ticks per second. Arguments: freq.</summary>
    Frequency = 2,

    /// <summary>Stack table entry. Arguments: id, n, n times pc, func, file, line.</summary>
    Stack = 3,

    /// <summary>Current value of GOMAXPROCS; the first one ends the list of goroutines that were there before. Arguments: dt, procs, stack.</summary>
    Gomaxprocs = 4,

    /// <summary>Start of P. Arguments: dt, thread.</summary>
    ProcStart = 5,

    /// <summary>Stop of P. Arguments: dt.</summary>
    ProcStop = 6,

    /// <summary>GC start. Arguments: dt, seq, stack.</summary>
    GCStart = 7,

    /// <summary>GC done. Arguments: dt.</summary>
    GCDone = 8,

    /// <summary>Stop of the world. Arguments: dt, kind.</summary>
    STWStart = 9,

    /// <summary>Start of the world. Arguments: dt.</summary>
    STWDone = 10,

    /// <summary>GC sweep start. Arguments: dt, stack.</summary>
    GCSweepStart = 11,

    /// <summary>GC sweep done. Arguments: dt, swept, reclaimed.</summary>
    GCSweepDone = 12,

    /// <summary>Goroutine creation. Arguments: dt, g, new stack, stack.</summary>
    GoCreate = 13,

    /// <summary>Goroutine starts running. Arguments: dt, g, seq.</summary>
    GoStart = 14,

    /// <summary>Goroutine ends. Arguments: dt.</summary>
    GoEnd = 15,

    /// <summary>Goroutine waits for ever, as in select {}. Arguments: dt, stack.</summary>
    GoStop = 16,

    /// <summary>Goroutine calls runtime.Gosched. Arguments: dt, stack.</summary>
    GoSched = 17,

    /// <summary>Goroutine is preempted. Arguments: dt, stack.</summary>
    GoPreempt = 18,

    /// <summary>Goroutine calls time.Sleep. Arguments: dt, stack.</summary>
    GoSleep = 19,

    /// <summary>Goroutine blocks, on something of the runtime's own. Arguments: dt, stack.</summary>
    GoBlock = 20,

    /// <summary>Goroutine is unblocked. Arguments: dt, g, seq, stack.</summary>
    GoUnblock = 21,

    /// <summary>Goroutine blocks on chan send. Arguments: dt, stack.</summary>
    GoBlockSend = 22,

    /// <summary>Goroutine blocks on chan receive. Arguments: dt, stack.</summary>
    GoBlockRecv = 23,

    /// <summary>Goroutine blocks on select. Arguments: dt, stack.</summary>
    GoBlockSelect = 24,

    /// <summary>Goroutine blocks on a lock or a WaitGroup. Arguments: dt, stack.</summary>
    GoBlockSync = 25,

    /// <summary>Goroutine blocks on a Cond. Arguments: dt, stack.</summary>
    GoBlockCond = 26,

    /// <summary>Goroutine blocks on network. Arguments: dt, stack.</summary>
    GoBlockNet = 27,

    /// <summary>Syscall enter; the exit of one that did not block is not told. Arguments: dt, stack.</summary>
    GoSysCall = 28,

    /// <summary>Syscall exit, at ts unless that is 0. Arguments: dt, g, seq, ts.</summary>
    GoSysExit = 29,

    /// <summary>The syscall of the goroutine on this P blocks. Arguments: dt.</summary>
    GoSysBlock = 30,

    /// <summary>Goroutine was blocked when the trace began. Arguments: dt, g.</summary>
    GoWaiting = 31,

    /// <summary>Goroutine was in a syscall when the trace began. Arguments: dt, g.</summary>
    GoInSyscall = 32,

    /// <summary>Live heap changed. Arguments: dt, bytes.</summary>
    HeapAlloc = 33,

    /// <summary>Heap goal changed. Arguments: dt, bytes.</summary>
    HeapGoal = 34,

    /// <summary>Goroutine that runs timers. Arguments: g.</summary>
    TimerGoroutine = 35,

    /// <summary>The wake-up before was for nothing. Arguments: dt.</summary>
    FutileWakeup = 36,

    /// <summary>String dictionary entry. Arguments: id, length, bytes.</summary>
    String = 37,

    /// <summary>As GoStart, on the P of the goroutine's event before. Arguments: dt, g.</summary>
    GoStartLocal = 38,

    /// <summary>As GoUnblock, on the P of the goroutine's event before. Arguments: dt, g, stack.</summary>
    GoUnblockLocal = 39,

    /// <summary>As GoSysExit, on the P of the goroutine's event before. Arguments: dt, g, ts.</summary>
    GoSysExitLocal = 40,

    /// <summary>As GoStart, with a label. Arguments: dt, g, seq, label.</summary>
    GoStartLabel = 41,

    /// <summary>Goroutine blocks on a mark assist. Arguments: dt, stack.</summary>
    GoBlockGC = 42,

    /// <summary>Mark assist start. Arguments: dt, stack.</summary>
    GCMarkAssistStart = 43,

    /// <summary>Mark assist done. Arguments: dt.</summary>
    GCMarkAssistDone = 44,

    /// <summary>trace.NewTask. Arguments: dt, task, parent, name, stack.</summary>
    UserTaskCreate = 45,

    /// <summary>End of a task. Arguments: dt, task, stack.</summary>
    UserTaskEnd = 46,

    /// <summary>trace.StartRegion and its end. Arguments: dt, task, mode (0 start, 1 end), name, stack.</summary>
    UserRegion = 47,

    /// <summary>trace.Log. Arguments: dt, task, key, stack; then length and text.</summary>
    UserLog = 48,

    /// <summary>CPU profiling sample, since format 1.19. Arguments: dt, ts, p, g, stack.</summary>
    CPUSample = 49,
}
