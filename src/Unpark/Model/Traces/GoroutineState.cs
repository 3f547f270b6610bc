namespace Unpark.Model.Traces;

/// <summary>State of a goroutine in an execution trace, in the words of <c>internal/trace</c>.</summary>
public enum GoroutineState
{
    /// <summary>It was there before the trace, which has not yet said what it does.</summary>
    Undetermined,

    /// <summary>Not yet created, or ended.</summary>
    NotExist,

    Runnable,
    Running,
    Waiting,
    Syscall,
}
