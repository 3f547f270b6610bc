using Unpark.Model.Traces;

namespace Unpark.Readers.Traces;

/// <summary>One goroutine that lives in the trace. References to stacks are those of <see cref="TraceStacks"/>.</summary>
internal struct TracedGoroutine
{
    public const long NotBlocked = long.MinValue;

    public ulong Id;

    /// <summary>0 when it was there before the trace.</summary>
    public ulong CreatorId;

    /// <summary>When it came into its state, in nanoseconds.</summary>
    public long Since;

    /// <summary>When it lost its processor inside a syscall; <see cref="NotBlocked"/> when it did not.</summary>
    public long BlockedSince;

    /// <summary>Order of its events across threads, within <see cref="Generation"/>.</summary>
    public ulong Sequence;

    public int Generation;

    /// <summary>Where it waits, or waited when it became runnable.</summary>
    public int Stack;

    /// <summary>The start of the function it runs.</summary>
    public int Entry;

    /// <summary>The <c>go</c> statement.</summary>
    public int CreatedAt;

    /// <summary>The processor with which it went into a syscall.</summary>
    public int SyscallProc;

    public short Reason;
    public GoroutineState State;
}
