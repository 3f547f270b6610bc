using System.Text;

namespace Unpark.Model.Profiles;

/// <summary>Strings kept as the bytes of the evidence until somebody asks for one.</summary>
/// <param name="bytes">UTF-8; what is not becomes U+FFFD.</param>
/// <param name="extents">Where each string lies.</param>
/// <param name="maxLength">Bytes of a string that are kept.</param>
internal sealed class NameTable(byte[] bytes, Extent[] extents, int maxLength)
{
    private readonly string?[] _made = new string?[extents.Length];

    public int Count => extents.Length;

    /// <value>Empty when there is no such string.</value>
    public string this[int index] => (uint)index < (uint)extents.Length ? _made[index] ??= Encoding.UTF8.GetString(Bytes(index)) : "";

    /// <summary>The same, but not kept: for the many values of labels, each of which is asked for once.</summary>
    public string Once(int index) => Encoding.UTF8.GetString(Bytes(index));

    /// <value>Empty when there is no such string.</value>
    public ReadOnlySpan<byte> Bytes(int index) => (uint)index < (uint)extents.Length ? new(bytes, extents[index].Start, Math.Min(extents[index].Length, maxLength)) : [];
}

/// <summary>A piece of an array of bytes.</summary>
internal readonly record struct Extent(int Start, int Length);
