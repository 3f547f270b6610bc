using System.Collections.Immutable;

namespace Unpark.Model;

/// <summary>Goroutines of one snapshot that the evidence describes alike: same state, stack, creator, labels and marks.</summary>
public sealed record GoroutineGroup
{
    /// <summary>How many. Negative in a delta profile (<c>?seconds=N</c>) where there were more before.</summary>
    public required long Count { get; init; }

    public required WaitReason State { get; init; }

    /// <summary>The state was read off the frames of the stack: protobuf and text profiles print none.</summary>
    public bool StateIsDerived { get; init; }

    public required CallStack Stack { get; init; }

    /// <summary>The <c>go</c> statement that started them; null for main and where the evidence has no creators (profiles).</summary>
    public Frame? CreatedBy { get; init; }

    /// <summary>The creators of the creators, nearest first, with <c>GODEBUG=tracebackancestors=N</c>. Their lines are return addresses, often one line too low.</summary>
    public ImmutableArray<Ancestor> Ancestors { get; init; } = [];

    /// <summary>Sorted by key.</summary>
    public ImmutableArray<Label> Labels { get; init; } = [];

    /// <summary>The runtime proved that nothing can ever wake them: "(leaked)" in a traceback, or a goroutineleak profile.</summary>
    public bool Leaked { get; init; }

    public bool LockedToThread { get; init; }

    /// <summary>The synctest bubble (1.25 and later) or group (1.24) they live in.</summary>
    public long? SynctestBubble { get; init; }

    /// <summary>One entry a goroutine, in the order of the evidence; empty where the evidence has no ids (profiles), or where the reader was told not to keep them.</summary>
    public ImmutableArray<Goroutine> Goroutines { get; init; } = [];

    /// <summary>Index of the first of its samples in <see cref="Snapshot.Stacks"/>.</summary>
    internal int Sample { get; init; }

    /// <summary>Of the first few of <see cref="Goroutines"/>, in their order; only of those that print any.</summary>
    internal ImmutableArray<StackPointers> Pointers { get; init; } = [];

    /// <summary>Printed waits: how many goroutines waited how many whole minutes, by minutes; those without a printed wait are left out.</summary>
    public ImmutableArray<(int Minutes, long Count)> Waits { get; init; } = [];
}
