namespace Unpark.Model;

/// <summary>The pointers among the arguments that a traceback prints in the frames of one goroutine, and is sure of.</summary>
/// <param name="Goroutine">Its number.</param>
/// <param name="Pointers">Leaf first, in the order of the arguments; those of strings, slices and interfaces are among them.</param>
/// <remarks>
/// What is printed is what the stack holds: with the register ABI (Go 1.17 and later) an argument that is not needed any more may be
/// overwritten; the traceback marks what it is not sure of with "?", and those are left out. Inlined calls print none.
/// Source: <c>printArgs</c>, runtime/traceback.go, Go 1.19 to 1.27.
/// </remarks>
internal sealed record StackPointers(long Goroutine, StackPointer[] Pointers);

/// <param name="Frame">Index into the stack's frames.</param>
/// <param name="Position">Index among the frame's printed words: 0 is the receiver of a method.</param>
internal readonly record struct StackPointer(int Frame, int Position, ulong Value)
{
    /// <summary>Says that the frame has words which are not sure.</summary>
    public bool IsUnsure => Position < 0;

    public static StackPointer UnsureIn(int frame) => new(frame, -1, 0);
}
