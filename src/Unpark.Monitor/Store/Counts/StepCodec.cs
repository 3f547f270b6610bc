using System.Buffers;
using System.Runtime.InteropServices;

namespace Unpark.Monitor.Store.Counts;

/// <summary>What changed from one moment of a target to the next: the form in which a sample lies in the store until a block of them is full.</summary>
/// <remarks>Pairs of numbers, by rising column: how far the column lies beyond the one before, and by how much its count changed.</remarks>
internal static class StepCodec
{
    /// <param name="before"><see cref="CountState.Empty"/> for a step that stands by itself.</param>
    public static byte[] Encode(CountState before, CountState after)
    {
        var output = new ArrayBufferWriter<byte>(64);
        var last = -1;
        var (i, j) = (0, 0);
        while (i < before.Columns.Length || j < after.Columns.Length)
        {
            var old = i < before.Columns.Length ? before.Columns[i] : int.MaxValue;
            var now = j < after.Columns.Length ? after.Columns[j] : int.MaxValue;
            var column = Math.Min(old, now);
            var change = (now == column ? after.Counts[j] : 0) - (old == column ? before.Counts[i] : 0);
            if (old == column) i++;
            if (now == column) j++;
            if (change == 0) continue;
            VarInts.Write(output, (ulong)(column - last));
            VarInts.Write(output, VarInts.ZigZag(change));
            last = column;
        }
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Adds the changes of a step to a row of columns; one that was not there before is new.</summary>
    /// <param name="rows">Of a new column.</param>
    public static void Apply(ReadOnlySpan<byte> step, Dictionary<int, long[]> columns, int row, int rows)
    {
        var number = -1;
        while (!step.IsEmpty)
        {
            number += (int)VarInts.Read(ref step);
            ref var column = ref CollectionsMarshal.GetValueRefOrAddDefault(columns, number, out _);
            (column ??= new long[rows])[row] += VarInts.UnZigZag(VarInts.Read(ref step));
        }
    }
}
