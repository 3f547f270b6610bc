using System.Runtime.CompilerServices;

namespace Unpark.Readers.Traces;

/// <summary>Unsigned LEB128: seven bits a byte, lowest first, the eighth says that more follow.</summary>
internal static class Varint
{
    /// <returns>False when the bytes end inside the number or it has more than 64 bits.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int position, out ulong value)
    {
        if ((uint)position < (uint)bytes.Length && bytes[position] < 0x80)
        {
            value = bytes[position++];
            return true;
        }
        return TryReadLong(bytes, ref position, out value);
    }

    private static bool TryReadLong(ReadOnlySpan<byte> bytes, ref int position, out ulong value)
    {
        value = 0;
        var at = position;
        for (var shift = 0; shift < 64 && (uint)at < (uint)bytes.Length; shift += 7)
        {
            var b = bytes[at++];
            if (shift == 63 && b > 1) return false;
            value |= (ulong)(b & 0x7f) << shift;
            if (b >= 0x80) continue;
            position = at;
            return true;
        }
        return false;
    }
}
