namespace Unpark.Knowledge.Traces;

/// <summary><c>gstatus</c> of GoStatus and GoStatusStack. Source: internal/trace/tracev2/events.go.</summary>
internal enum GoStatus : byte
{
    Bad = 0,
    Runnable = 1,
    Running = 2,
    Syscall = 3,
    Waiting = 4,
}

/// <summary><c>pstatus</c> of ProcStatus. Source: internal/trace/tracev2/events.go.</summary>
internal enum ProcStatus : byte
{
    Bad = 0,
    Running = 1,
    Idle = 2,
    Syscall = 3,

    /// <summary>In a syscall of a thread that is not known any more.</summary>
    SyscallAbandoned = 4,
}
