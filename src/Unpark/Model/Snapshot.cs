using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Unpark.Model;

/// <summary>The goroutines of one program at one moment, as one piece of evidence shows them.</summary>
public sealed record Snapshot
{
    private readonly Lazy<GoroutineGroup[]> _groups;

    public Snapshot() => _groups = new(() => []);

    /// <summary>A snapshot whose groups are made when somebody asks: those of a large profile cost more than counting it.</summary>
    [SetsRequiredMembers]
    internal Snapshot(string source, EvidenceKind kind, long total, Func<GoroutineGroup[]> groups) =>
        (Source, Kind, Total, _groups) = (source, kind, total, new(groups));

    /// <summary>File name or address, for messages: "crash.log", "http://127.0.0.1:6060/debug/pprof/goroutine".</summary>
    public required string Source { get; init; }

    public required EvidenceKind Kind { get; init; }

    /// <summary>Sorted by count, largest first; equal counts in the order of the evidence.</summary>
    public required ImmutableArray<GoroutineGroup> Groups
    {
        get => ImmutableCollectionsMarshal.AsImmutableArray(_groups.Value);
        init => _groups = new(() => ImmutableCollectionsMarshal.AsArray(value) ?? []);
    }

    /// <summary>The samples of a profile as counts of stacks, told apart without a name being read; null where only <see cref="Groups"/> tell them, or were asked for first.</summary>
    internal StackCount[]? Stacks => LazyStacks?.Value;

    internal Lazy<StackCount[]?>? LazyStacks { get; init; }

    /// <summary>Sum of the counts read, or what the header of a text profile says.</summary>
    public required long Total { get; init; }

    /// <summary>From the profile, the log line before the dump, or the collector's clock; null when nobody says.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>"go1.27.4", where the evidence or the collector knows it.</summary>
    public string? GoVersion
    {
        get => LazyGoVersion?.Value;
        init => LazyGoVersion = value is null ? null : new(value);
    }

    /// <summary>Where it is found by looking through the groups.</summary>
    internal Lazy<string?>? LazyGoVersion { get; init; }

    public Crash? Crash { get; init; }

    /// <summary>The evidence ends in the middle: cut at 64 MiB by net/http/pprof, or by whoever stored it.</summary>
    public bool Cut { get; init; }

    /// <summary>A delta (<c>?seconds=N</c>): counts are after minus before and may be negative.</summary>
    public bool IsDelta { get; init; }

    /// <summary>1-based line of the text where the snapshot begins; 0 for binary evidence.</summary>
    public long Line { get; init; }

    /// <summary>Lines of earlier evidence show leaks proven ("(leaked)" marks are printed only after a leak profile was asked for).</summary>
    public bool HasLeakMarks => Groups.Any(group => group.Leaked);
}
