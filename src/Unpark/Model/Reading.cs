using System.Collections.Immutable;
using Unpark.Model.Profiles;
using Unpark.Model.Traces;

namespace Unpark.Model;

/// <summary>What one piece of evidence gave: one or several snapshots (a log can hold many), or a profile of something else.</summary>
public sealed record Reading
{
    public required string Source { get; init; }

    /// <summary>What the bytes turned out to be, in words for people: "goroutine profile (protobuf, gzip)", "log with 2 dumps".</summary>
    public required string Format { get; init; }

    /// <summary>In the order of the evidence.</summary>
    public ImmutableArray<Snapshot> Snapshots { get; init; } = [];

    /// <summary>The samples as they are, for every kind of profile: goroutine, heap, block, mutex, CPU, custom.</summary>
    public Profile? Profile { get; init; }

    /// <summary>The figures of an execution trace; its goroutines are in <see cref="Snapshots"/>.</summary>
    public ExecutionTrace? Trace { get; init; }

    public ImmutableArray<Race> Races { get; init; } = [];

    /// <summary>How many races the program itself counted ("Found N data race(s)"), over all programs of a log; null when it does not say.</summary>
    public long? RacesCounted { get; init; }

    /// <summary>"exit status N" behind the race reports, where a shell, <c>go run</c> or <c>go test</c> printed it.</summary>
    public int? ExitStatus { get; init; }

    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}
