using System.Collections.Immutable;

namespace Unpark.Model.Traces;

/// <summary>The figures of one execution trace: what its goroutines did, and for how long.</summary>
public sealed record ExecutionTrace
{
    /// <summary>"go 1.23": the number of the format, which is not that of the Go version (1.24 writes 1.23, 1.27 writes 1.26).</summary>
    public required string Format { get; init; }

    /// <summary>Stretches of about a second that can be read on their own; 1 for formats up to 1.21.</summary>
    public required int Generations { get; init; }

    /// <summary>From the first to the last event.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Wall clock of the first event; null up to format 1.23, which tells no wall clock.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Goroutines created while tracing; those that were there before are not counted.</summary>
    public required long Created { get; init; }

    public required long Ended { get; init; }

    /// <summary>Events by type as they stand in the file, structural ones included, by name.</summary>
    public required ImmutableArray<TraceEventCount> Events { get; init; }

    /// <summary>Changes of state by states and reason.</summary>
    public required ImmutableArray<TraceTransition> Transitions { get; init; }

    /// <summary>Goroutines by the state in which the trace leaves them, those that ended included.</summary>
    public required ImmutableArray<TraceStateCount> AtEnd { get; init; }

    /// <summary>What goroutines spent their time on, by state and reason; time still running at the end included, longest first.</summary>
    /// <remarks>
    /// As <c>go tool trace</c> adds it up: a goroutine that was there before the trace is counted from the start of its first
    /// generation, a wait for ever ("forever") not at all. Runnable is the scheduling latency.
    /// </remarks>
    public required ImmutableArray<TraceTime> Times { get; init; }

    /// <summary>Stops of the world by kind ("GC mark termination"), longest first.</summary>
    public required ImmutableArray<TraceStop> Stops { get; init; }

    /// <summary>Complete garbage collections, from GCBegin to GCEnd.</summary>
    public required TraceSpans Collections { get; init; }
}
