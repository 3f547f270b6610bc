using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Unpark.Readers;

/// <summary>A 64-bit hash of a piece of a line, sixteen bytes at a step.</summary>
internal static class LineHash
{
    private const ulong Odd1 = 0xa0761d6478bd642f, Odd2 = 0xe7037ed1a0b428db;

    /// <summary>Where every hash begins: another in each process, so that nobody can prepare two stacks that meet.</summary>
    public static ulong Seed { get; } = (ulong)(uint)"seed".GetHashCode(StringComparison.Ordinal) << 32 | (uint)"another".GetHashCode(StringComparison.Ordinal);

    /// <summary>The same for the same bytes and <paramref name="hash"/>, wherever they stand.</summary>
    public static ulong Of(ReadOnlySpan<byte> text, ulong hash)
    {
        if (text.Length >= 8) return Of(ref MemoryMarshal.GetReference(text), text.Length, hash);
        Span<byte> padded = stackalloc byte[8];
        padded.Clear();
        text.CopyTo(padded);
        return Of(ref padded[0], text.Length, hash);
    }

    /// <param name="text">Eight bytes from here on may be read, even when <paramref name="length"/> is smaller.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(ref byte text, int length, ulong hash)
    {
        var at = 0;
        for (; at <= length - 16; at += 16) hash = Mix(hash ^ Word(ref text, at), Word(ref text, at + 8) ^ Odd1);
        ulong low = 0, high = 0;
        var left = length - at;
        if (left >= 8)
        {
            low = Word(ref text, at);
            high = Word(ref text, length - 8);
        }
        else if (left > 0) low = Word(ref text, at) & ((1UL << (8 * left)) - 1);
        return Mix(hash ^ low ^ Odd2, high ^ (ulong)length * Odd1);
    }

    /// <summary>Of the numbers of a group.</summary>
    public static ulong Of(ReadOnlySpan<int> numbers)
    {
        var hash = Seed;
        foreach (var number in numbers) hash = Mix(hash ^ (uint)number, Odd1);
        return hash;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Word(ref byte text, int at) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref text, at));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        return high ^ low;
    }
}
