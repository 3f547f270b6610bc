namespace Unpark.Model.Traces;

/// <param name="Name">As in Go's sources: "GoBlock".</param>
public readonly record struct TraceEventCount(string Name, long Count);

/// <param name="Reason">Why, in the trace's words ("chan receive"); empty when it says none.</param>
public readonly record struct TraceTransition(GoroutineState From, GoroutineState To, string Reason, long Count)
{
    public override string ToString() => Reason.Length == 0 ? $"{From}->{To}" : $"{From}->{To} ({Reason})";
}

/// <param name="Reason">What it waits for; empty when it does not wait, and when the trace does not say.</param>
public readonly record struct TraceStateCount(GoroutineState State, string Reason, long Count)
{
    public override string ToString() => Reason.Length == 0 ? State.ToString() : $"{State} ({Reason})";
}

/// <summary>Stretches of time: how many, how long together, and the longest, in nanoseconds.</summary>
public readonly record struct TraceSpans(long Count, long TotalNanoseconds, long LongestNanoseconds)
{
    /// <summary>These and one more.</summary>
    public TraceSpans And(long nanoseconds) => new(Count + 1, TotalNanoseconds + nanoseconds, Math.Max(LongestNanoseconds, nanoseconds));
}

/// <param name="Reason">
/// For Waiting what it waited for, for Runnable why it stopped running; "blocked" for the part of a syscall in which the
/// goroutine had lost its processor.
/// </param>
public readonly record struct TraceTime(GoroutineState State, string Reason, TraceSpans Spans);

/// <param name="Kind">"GC mark termination", "goroutine profile", as the runtime names it.</param>
public readonly record struct TraceStop(string Kind, TraceSpans Spans);
