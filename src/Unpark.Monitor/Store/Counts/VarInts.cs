using System.Buffers;

namespace Unpark.Monitor.Store.Counts;

/// <summary>Numbers in as few bytes as they need, seven bits a byte, lowest first, as protobuf has them.</summary>
internal static class VarInts
{
    public static void Write(IBufferWriter<byte> output, ulong value)
    {
        var span = output.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7) span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        output.Advance(length);
    }

    /// <summary>Small numbers of either sign -> small numbers: 0, -1, 1, -2 -> 0, 1, 2, 3.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    /// <summary>Takes a number from the front.</summary>
    /// <exception cref="InvalidDataException">The bytes end before the number does.</exception>
    public static ulong Read(ref ReadOnlySpan<byte> input)
    {
        var value = 0UL;
        for (var (i, shift) = (0, 0); i < input.Length && shift < 64; i++, shift += 7)
        {
            value |= (ulong)(input[i] & 0x7f) << shift;
            if (input[i] >= 0x80) continue;
            input = input[(i + 1)..];
            return value;
        }
        throw new InvalidDataException("a block of counts ends in the middle of a number");
    }
}
