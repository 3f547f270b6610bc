using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unpark.Readers.Pprof;

/// <summary>A 64-bit key of a line, 32 bytes at a step.</summary>
/// <remarks>
/// Frame lines run to 200 bytes, hundreds of thousands of them to a few hundred distinct ones. With a million distinct
/// lines the chance that two share a key is one in thirty million, so the key stands for the line.
/// </remarks>
internal static class LineHash
{
    private const ulong A = 0x9E3779B97F4A7C15, B = 0xC2B2AE3D27D4EB4F, C = 0x165667B19E3779F9, D = 0xD6E8FEB86659FD93;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ulong Of(ReadOnlySpan<byte> line)
    {
        ulong a = A, b = B, c = C, d = (ulong)line.Length * D;
        ref var at = ref MemoryMarshal.GetReference(line);
        nint i = 0;
        for (nint last = line.Length - 32; i <= last; i += 32)
        {
            a = ulong.RotateLeft((a ^ Word(ref at, i)) * A, 31);
            b = ulong.RotateLeft((b ^ Word(ref at, i + 8)) * B, 29);
            c = ulong.RotateLeft((c ^ Word(ref at, i + 16)) * C, 33);
            d = ulong.RotateLeft((d ^ Word(ref at, i + 24)) * D, 27);
        }
        for (nint last = line.Length - 8; i <= last; i += 8) a = ulong.RotateLeft((a ^ Word(ref at, i)) * A, 31);
        for (; i < line.Length; i++) b = ulong.RotateLeft((b ^ Unsafe.Add(ref at, i)) * B, 29);
        return Mixed(Mixed(a ^ ulong.RotateLeft(b, 17)) ^ Mixed(c + ulong.RotateLeft(d, 23)) * A);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ref byte at, nint offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mixed(ulong x)
    {
        x = (x ^ (x >> 32)) * C;
        return x ^ (x >> 29);
    }
}
