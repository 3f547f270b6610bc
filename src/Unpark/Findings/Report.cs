using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Findings;

/// <summary>Everything a diagnosis says. Renderers write it and compute nothing.</summary>
public sealed record Report
{
    public required ImmutableArray<EvidenceSummary> Evidence { get; init; }

    public required EvidenceContext Context { get; init; }

    /// <summary>Why the context is taken for that: "goroutine 1 runs testing's main", "--context".</summary>
    public required string ContextReason { get; init; }

    /// <summary>The program's end, when the evidence is a crash.</summary>
    public Crash? Crash { get; init; }

    /// <summary>Goroutines in the last moment.</summary>
    public required long Total { get; init; }

    /// <summary>Largest first.</summary>
    public required ImmutableArray<StateCount> States { get; init; }

    /// <summary>Worst first.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>Findings that a baseline or the configuration tolerates, worst first; they are not among <see cref="Findings"/>.</summary>
    public ImmutableArray<SuppressedFinding> Suppressed { get; init; } = [];

    /// <summary>Goroutines of the last moment by site, largest first.</summary>
    public required ImmutableArray<GroupSummary> Groups { get; init; }

    /// <summary>The stacks of the last moment laid over each other; put together when somebody asks.</summary>
    public StackTree Stacks => LazyStacks.Value;

    internal Lazy<StackTree> LazyStacks { get; init; } = new(StackTree.Empty);

    /// <summary>The same goroutines as the evidence describes them, with ids and pointers: what source is held against.</summary>
    internal ImmutableArray<GoroutineGroup> Goroutines { get; init; } = [];

    /// <summary>Too few goroutines to be suspected, each with what a rule would say of them; worked out when source is at hand, which may show the fault.</summary>
    internal Lazy<ImmutableArray<Finding>> Unsuspected { get; init; } = new(ImmutableArray<Finding>.Empty);

    /// <summary>First against last moment; null with one moment.</summary>
    public Changes? Changes { get; init; }

    /// <summary>What go test ran, by package, in the order in which the tests ended; empty for other evidence.</summary>
    public ImmutableArray<TestRun> TestRuns { get; init; } = [];

    public ImmutableArray<Omission> LeftOut { get; init; } = [];

    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>Sentences about the evidence a reader of the report should know: a cut dump, states that profiles do not carry.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The same with so many of its largest places; it holds on to nothing else of the evidence.</summary>
    public Report WithLargestGroups(int most) => this with { Groups = [.. Groups.Take(most)], Goroutines = [], LazyStacks = new(Stacks), Unsuspected = new(ImmutableArray<Finding>.Empty) };
}

/// <summary>What silence means: invariant 8 of ARCHITECTURE.md.</summary>
public enum EvidenceContext
{
    /// <summary>A running service: a goroutine that waits for hours is normal until something shows otherwise.</summary>
    Live,

    /// <summary>The program or test is over: what remains of the user's is suspect.</summary>
    Test,
}

/// <param name="Kind">In words: "goroutine profile", "traceback", "leak profile", "crash", "heap profile".</param>
/// <param name="Goroutines">Null for evidence without goroutines.</param>
public sealed record EvidenceSummary(string Source, string Kind, DateTimeOffset? TakenAt, string? GoVersion, long? Goroutines);

/// <param name="Before">In the first moment of a series; null with one moment.</param>
/// <param name="Leaked">How many of them the runtime marks as leaked.</param>
public sealed record StateCount(WaitReason State, long Count, long? Before = null, long Leaked = 0)
{
    public StateFamily Family { get; init; }
}

/// <summary>Goroutines that wait at one place for one reason, started at one place.</summary>
public sealed record GroupSummary
{
    public required long Count { get; init; }

    public required WaitReason State { get; init; }

    public Site? Site { get; init; }

    public Frame? CreatedBy { get; init; }

    public required CallStack Stack { get; init; }

    public ImmutableArray<Label> Labels { get; init; } = [];

    public Age? Age { get; init; }

    /// <summary>How many of them are proven leaked.</summary>
    public long Leaked { get; init; }
}

/// <summary>Difference of two moments.</summary>
/// <param name="Survivors">Goroutines that are in both with the same id, by <see cref="Change.Survived"/>; null when one side has no ids.</param>
public sealed record Changes(long TotalBefore, long TotalAfter, TimeSpan? Apart, ImmutableArray<Change> Items, long? Survivors);

/// <param name="Survived">Same id, same place, in both; null when the evidence has no ids.</param>
public sealed record Change(GroupSummary Group, long Before, long After, long? Survived)
{
    /// <summary>The count in each moment of the series; empty where the moments count differently, as a traceback between two profiles does.</summary>
    public ImmutableArray<long> Counts { get; init; } = [];

    public long Delta => After - Before;
}
