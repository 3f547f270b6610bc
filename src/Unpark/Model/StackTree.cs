using System.Collections.Immutable;

namespace Unpark.Model;

/// <summary>The stacks of one moment laid over each other from their entries: what a flame graph shows.</summary>
/// <param name="Total">Goroutines in all stacks.</param>
/// <param name="Roots">The entries, largest first.</param>
/// <param name="LargestLeftOut">Goroutines at the largest node that the size asked for left no room for; 0 when all are here.</param>
public sealed record StackTree(long Total, ImmutableArray<StackNode> Roots, long LargestLeftOut = 0)
{
    public static StackTree Empty { get; } = new(0, []);
}

/// <summary>A line that goroutines are in, or, as the last node of a stack, the state they are in there.</summary>
public sealed record StackNode
{
    /// <summary>Goroutines here and in what is called from here; more than the sum of its children where some were left out.</summary>
    public required long Count { get; init; }

    /// <summary>How many of them the runtime proved leaked.</summary>
    public long Leaked { get; init; }

    /// <summary>What most of them wait for; null when no family has two thirds of them.</summary>
    public StateFamily? Family { get; init; }

    /// <summary>Null for a state.</summary>
    public Frame? Frame { get; init; }

    /// <summary>Null for a line.</summary>
    public StackState? State { get; init; }

    /// <summary>Largest first; those of equal size in the order of the evidence.</summary>
    public ImmutableArray<StackNode> Children { get; init; } = [];
}

/// <param name="Leaked">The runtime proved that nothing can ever wake them.</param>
public sealed record StackState(WaitReason Reason, StateFamily Family, bool Leaked);

/// <summary>States that are alike to somebody who looks for what is stuck.</summary>
public enum StateFamily
{
    /// <summary>The rest, and what the evidence does not say.</summary>
    Other,
    Channel,
    Select,

    /// <summary>Mutexes, WaitGroups, condition variables, semaphores.</summary>
    Lock,
    Network,
    Sleep,
    Syscall,
    Running,
}
