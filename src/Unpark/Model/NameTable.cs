using System.Text;

namespace Unpark.Model;

/// <summary>Strings kept as the bytes of the evidence until somebody asks for one.</summary>
/// <param name="bytes">UTF-8; what is not becomes U+FFFD.</param>
/// <param name="starts">Where a string begins.</param>
/// <param name="lengths">In bytes.</param>
/// <param name="maxLength">Bytes of a string that are kept.</param>
internal sealed class NameTable(byte[] bytes, int[] starts, int[] lengths, int maxLength)
{
    private readonly string?[] _made = new string?[starts.Length];

    public static NameTable Empty { get; } = new([], [], [], 0);

    public int Count => starts.Length;

    /// <value>Empty when there is no such string.</value>
    public string this[int index] =>
        (uint)index < (uint)starts.Length ? _made[index] ??= Encoding.UTF8.GetString(Bytes(index)) : "";

    public ReadOnlySpan<byte> Bytes(int index) => bytes.AsSpan(starts[index], Math.Min(lengths[index], maxLength));
}
