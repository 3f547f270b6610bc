using System.Collections.Immutable;

namespace Unpark.Model;

/// <summary>The stacks of one moment laid over each other from their entries: what a flame graph shows.</summary>
/// <param name="Total">Goroutines in all stacks.</param>
/// <param name="Roots">The entries, largest first.</param>
/// <param name="LeftOut">Nodes that were too small for the size asked for.</param>
/// <param name="LargestLeftOut">Goroutines at the largest of them; 0 when none was left out.</param>
public sealed record StackTree(long Total, ImmutableArray<StackNode> Roots, int LeftOut = 0, long LargestLeftOut = 0)
{
    public static StackTree Empty { get; } = new(0, []);
}

/// <summary>A line that goroutines are in, or, as the last node of a stack, the state they are in there.</summary>
/// <param name="Count">Goroutines at this node and above it; more than the sum of its children where some were left out.</param>
/// <param name="Frame">Null for a state.</param>
/// <param name="State">Null for a line.</param>
/// <param name="Children">Largest first; those of equal size in the order of the evidence.</param>
public sealed record StackNode(long Count, Frame? Frame, StackState? State, ImmutableArray<StackNode> Children);

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
