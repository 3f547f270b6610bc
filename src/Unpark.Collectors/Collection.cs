using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Collectors;

/// <summary>What a collector brought in: the evidence, what it left out and why, and what went wrong.</summary>
public sealed record Collection
{
    public static Collection Empty { get; } = new();

    /// <summary>In time order, for evidence taken live; empty for files, where the readings say all.</summary>
    public ImmutableArray<Moment> Moments { get; init; } = [];

    /// <summary>One for each piece of evidence, in time order.</summary>
    public ImmutableArray<Reading> Readings { get; init; } = [];

    /// <summary>Number of goroutines as the program counts them, in time order: a live series asks for it more often than for profiles.</summary>
    public ImmutableArray<GoroutineCount> Counts { get; init; } = [];

    public ImmutableArray<Omission> LeftOut { get; init; } = [];

    /// <summary>Of the collecting; those of the contents stand in the readings. Fatal where nothing could be had from a source.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>This, and after it the other.</summary>
    public Collection Append(Collection other) => new()
    {
        Moments = Moments.AddRange(other.Moments),
        Readings = Readings.AddRange(other.Readings),
        Counts = Counts.AddRange(other.Counts),
        LeftOut = LeftOut.AddRange(other.LeftOut),
        Diagnostics = Diagnostics.AddRange(other.Diagnostics),
    };

    /// <summary>A source that gave nothing, and the sentence that says why.</summary>
    internal static Collection Failed(string source, string message) =>
        new() { Diagnostics = [new Diagnostic(source, null, message, Fatal: true)] };
}

/// <summary><c>runtime.NumGoroutine</c> at a time, from the index page.</summary>
public readonly record struct GoroutineCount(DateTimeOffset At, long Count);
