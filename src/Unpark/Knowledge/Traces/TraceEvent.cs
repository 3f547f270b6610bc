namespace Unpark.Knowledge.Traces;

/// <summary>Types of events in execution traces of format 1.22 and later, with their arguments as they stand on the wire: unsigned LEB128 numbers.</summary>
/// <remarks>
/// <c>dt</c> is the time since the event before it in the batch; <c>g_seq</c>, <c>p_seq</c> and <c>gc_seq</c> order events of
/// one goroutine, processor or collector across threads. Source: internal/trace/tracev2/events.go, Go 1.22 to 1.27.
/// </remarks>
internal enum TraceEvent : byte
{
    /// <summary>Start of per-M batch of events. Arguments: gen, m, time, size.</summary>
    EventBatch = 1,

    /// <summary>Start of a section of the stack table.</summary>
    Stacks = 2,

    /// <summary>Stack table entry. Arguments: id, nframes.</summary>
    Stack = 3,

    /// <summary>Start of a section of the string dictionary.</summary>
    Strings = 4,

    /// <summary>String dictionary entry. Arguments: id.</summary>
    String = 5,

    /// <summary>Start of a section of CPU samples.</summary>
    CPUSamples = 6,

    /// <summary>CPU profiling sample. Arguments: time, m, p, g, stack.</summary>
    CPUSample = 7,

    /// <summary>Timestamp units per sec. Arguments: freq.</summary>
    Frequency = 8,

    /// <summary>Current value of GOMAXPROCS. Arguments: dt, procs_value, stack.</summary>
    ProcsChange = 9,

    /// <summary>Start of P. Arguments: dt, p, p_seq.</summary>
    ProcStart = 10,

    /// <summary>Stop of P. Arguments: dt.</summary>
    ProcStop = 11,

    /// <summary>P was stolen. Arguments: dt, p, p_seq, m.</summary>
    ProcSteal = 12,

    /// <summary>P status at the start of a generation. Arguments: dt, p, pstatus.</summary>
    ProcStatus = 13,

    /// <summary>Goroutine creation. Arguments: dt, new_g, new_stack, stack.</summary>
    GoCreate = 14,

    /// <summary>Goroutine appears in syscall (cgo callback). Arguments: dt, new_g.</summary>
    GoCreateSyscall = 15,

    /// <summary>Goroutine starts running. Arguments: dt, g, g_seq.</summary>
    GoStart = 16,

    /// <summary>Goroutine ends. Arguments: dt.</summary>
    GoDestroy = 17,

    /// <summary>Goroutine ends in syscall (cgo callback). Arguments: dt.</summary>
    GoDestroySyscall = 18,

    /// <summary>Goroutine yields its time, but is runnable. Arguments: dt, reason_string, stack.</summary>
    GoStop = 19,

    /// <summary>Goroutine blocks. Arguments: dt, reason_string, stack.</summary>
    GoBlock = 20,

    /// <summary>Goroutine is unblocked. Arguments: dt, g, g_seq, stack.</summary>
    GoUnblock = 21,

    /// <summary>Syscall enter. Arguments: dt, p_seq, stack.</summary>
    GoSyscallBegin = 22,

    /// <summary>Syscall exit. Arguments: dt.</summary>
    GoSyscallEnd = 23,

    /// <summary>Syscall exit and it blocked at some point. Arguments: dt.</summary>
    GoSyscallEndBlocked = 24,

    /// <summary>Goroutine status at the start of a generation. Arguments: dt, g, m, gstatus.</summary>
    GoStatus = 25,

    /// <summary>STW start. Arguments: dt, kind_string, stack.</summary>
    STWBegin = 26,

    /// <summary>STW done. Arguments: dt.</summary>
    STWEnd = 27,

    /// <summary>GC active. Arguments: dt, gc_seq.</summary>
    GCActive = 28,

    /// <summary>GC start. Arguments: dt, gc_seq, stack.</summary>
    GCBegin = 29,

    /// <summary>GC done. Arguments: dt, gc_seq.</summary>
    GCEnd = 30,

    /// <summary>GC sweep active. Arguments: dt, p.</summary>
    GCSweepActive = 31,

    /// <summary>GC sweep start. Arguments: dt, stack.</summary>
    GCSweepBegin = 32,

    /// <summary>GC sweep done. Arguments: dt, swept_value, reclaimed_value.</summary>
    GCSweepEnd = 33,

    /// <summary>GC mark assist active. Arguments: dt, g.</summary>
    GCMarkAssistActive = 34,

    /// <summary>GC mark assist start. Arguments: dt, stack.</summary>
    GCMarkAssistBegin = 35,

    /// <summary>GC mark assist done. Arguments: dt.</summary>
    GCMarkAssistEnd = 36,

    /// <summary>GcController.heapLive change. Arguments: dt, heapalloc_value.</summary>
    HeapAlloc = 37,

    /// <summary>GcController.heapGoal() change. Arguments: dt, heapgoal_value.</summary>
    HeapGoal = 38,

    /// <summary>Apply string label to current running goroutine. Arguments: dt, label_string.</summary>
    GoLabel = 39,

    /// <summary>Trace.NewTask. Arguments: dt, task, parent_task, name_string, stack.</summary>
    UserTaskBegin = 40,

    /// <summary>End of a task. Arguments: dt, task, stack.</summary>
    UserTaskEnd = 41,

    /// <summary>Trace.Start,WithRegion. Arguments: dt, task, name_string, stack.</summary>
    UserRegionBegin = 42,

    /// <summary>Trace.End,WithRegion. Arguments: dt, task, name_string, stack.</summary>
    UserRegionEnd = 43,

    /// <summary>Trace.Log. Arguments: dt, task, key_string, value_string, stack.</summary>
    UserLog = 44,

    /// <summary>Goroutine switch (coroswitch). Arguments: dt, g, g_seq. Since format 1.23.</summary>
    GoSwitch = 45,

    /// <summary>Goroutine switch and destroy. Arguments: dt, g, g_seq. Since format 1.23.</summary>
    GoSwitchDestroy = 46,

    /// <summary>Goroutine creation (starts blocked). Arguments: dt, new_g, new_stack, stack. Since format 1.23.</summary>
    GoCreateBlocked = 47,

    /// <summary>Goroutine status at the start of a generation, with a stack. Arguments: dt, g, m, gstatus, stack. Since format 1.23.</summary>
    GoStatusStack = 48,

    /// <summary>Start of extra data. Arguments: exp, gen, m, time. Since format 1.23.</summary>
    ExperimentalBatch = 49,

    /// <summary>Start of a sync batch. Since format 1.25.</summary>
    Sync = 50,

    /// <summary>Snapshot of trace, mono and wall clocks. Arguments: dt, mono, sec, nsec. Since format 1.25.</summary>
    ClockSnapshot = 51,

    /// <summary>End of a generation. Since format 1.26.</summary>
    EndOfGeneration = 52,

    /// <summary>Heap span exists. Arguments: dt, id, npages_value, kindclass. Since format 1.23. Experiment AllocFree.</summary>
    Span = 128,

    /// <summary>Heap span alloc. Arguments: dt, id, npages_value, kindclass. Since format 1.23. Experiment AllocFree.</summary>
    SpanAlloc = 129,

    /// <summary>Heap span free. Arguments: dt, id. Since format 1.23. Experiment AllocFree.</summary>
    SpanFree = 130,

    /// <summary>Heap object exists. Arguments: dt, id, type. Since format 1.23. Experiment AllocFree.</summary>
    HeapObject = 131,

    /// <summary>Heap object alloc. Arguments: dt, id, type. Since format 1.23. Experiment AllocFree.</summary>
    HeapObjectAlloc = 132,

    /// <summary>Heap object free. Arguments: dt, id. Since format 1.23. Experiment AllocFree.</summary>
    HeapObjectFree = 133,

    /// <summary>Stack exists. Arguments: dt, id, order. Since format 1.23. Experiment AllocFree.</summary>
    GoroutineStack = 134,

    /// <summary>Stack alloc. Arguments: dt, id, order. Since format 1.23. Experiment AllocFree.</summary>
    GoroutineStackAlloc = 135,

    /// <summary>Stack free. Arguments: dt, id. Since format 1.23. Experiment AllocFree.</summary>
    GoroutineStackFree = 136,
}
