using System.Globalization;
using Unpark.Knowledge.Profiles;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>What goroutines hold, estimated: their stacks by depth, and what a heap profile beside the evidence attributes to their functions.</summary>
/// <param name="Basis">What the figure rests on, for people.</param>
internal sealed record HeldMemory(long Bytes, string Basis)
{
    // Less is not worth a line.
    private const long Least = 64 << 10;

    /// <param name="stack">The one most of them have.</param>
    /// <param name="functions">Those where they wait and that started them, the user's own: what these allocated is counted.</param>
    /// <returns>Null below 64 KiB.</returns>
    public static HeldMemory? Of(long count, CallStack stack, IReadOnlyCollection<string> functions, HeapInUse? heap)
    {
        var depth = stack.Frames.Length + Math.Max(0, stack.Elided);
        var each = StackMemory.Estimate(depth);
        var stacks = count * each;
        var allocated = heap is null ? 0 : heap.BytesOf(functions);
        if (stacks + allocated < Least) return null;

        var basis = string.Create(CultureInfo.InvariantCulture, $"{count:#,0} stacks of {each >> 10} KiB, guessed from their depth ({depth} {(depth == 1 ? "frame" : "frames")})");
        return allocated == 0
            ? new(stacks, basis)
            : new(stacks + allocated, string.Create(CultureInfo.InvariantCulture, $"{basis}; and {allocated >> 10:#,0} KiB in use that their functions allocated ({heap!.Source}), which others may share"));
    }
}
