using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Unpark.Readers.Tracebacks.Chunks;

/// <summary>Finds the end of a line and a byte in it in one pass.</summary>
internal static class LineScan
{
    /// <param name="line">Its line feed must be in the text, with <see cref="Chunk.Slack"/> bytes behind it.</param>
    /// <param name="last">Index of the last <paramref name="needle"/> of the line; -1 when there is none.</param>
    /// <returns>Length without the line feed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Measure(ref byte line, byte needle, out int last)
    {
        last = -1;
        for (var at = 0; ; at += 2 * Vector128<byte>.Count)
        {
            var low = Vector128.LoadUnsafe(ref line, (nuint)at);
            var high = Vector128.LoadUnsafe(ref line, (nuint)at + 16);
            var ends = Mask(low, high, Vector128.Create((byte)'\n'));
            var hits = Mask(low, high, Vector128.Create(needle));
            if (ends != 0)
            {
                hits &= (ends ^ (ends - 1)) >> 1;
                if (hits != 0) last = at + 31 - BitOperations.LeadingZeroCount(hits);
                return at + BitOperations.TrailingZeroCount(ends);
            }
            if (hits != 0) last = at + 31 - BitOperations.LeadingZeroCount(hits);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mask(Vector128<byte> low, Vector128<byte> high, Vector128<byte> value) =>
        Vector128.Equals(low, value).ExtractMostSignificantBits() | Vector128.Equals(high, value).ExtractMostSignificantBits() << 16;
}
