using System.Buffers.Binary;

namespace Unpark.Model.Profiles;

/// <summary>64-bit hashes of names and of what is made of them. Two of a million stacks meet by chance once in thirty million programs.</summary>
/// <remarks>Seeded anew in each process, as <see cref="HashCode"/> is: nobody can choose a name that meets another's.</remarks>
internal static class StackHash
{
    private const ulong Odd = 0x9E3779B97F4A7C15;

    /// <summary>Of a stack without frames.</summary>
    public static readonly ulong Start = ((ulong)(uint)HashCode.Combine(1) << 32) | (uint)HashCode.Combine(2);

    public static ulong Of(ReadOnlySpan<byte> name)
    {
        var hash = With(Start, (ulong)name.Length);
        for (; name.Length >= sizeof(ulong); name = name[sizeof(ulong)..]) hash = With(hash, BinaryPrimitives.ReadUInt64LittleEndian(name));
        var rest = 0UL;
        foreach (var value in name) rest = (rest << 8) | value;
        return With(hash, rest);
    }

    /// <summary>Depends on the order: what comes with the leaf first is another stack than with the entry first.</summary>
    public static ulong With(ulong hash, ulong next)
    {
        var high = Math.BigMul(hash ^ next ^ Odd, ulong.RotateLeft(hash, 32) ^ Start | 1, out var low);
        return high ^ low;
    }
}
