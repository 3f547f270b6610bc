using System.Runtime.InteropServices;

namespace Unpark.Readers;

/// <summary>One value for each distinct sequence of bytes, so that a name read a million times is made a string once.</summary>
internal sealed class Utf8Table<T>
{
    private readonly Dictionary<byte[], T> _values = new(Utf8Comparer.Instance);
    private readonly Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public Utf8Table() => _lookup = _values.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Count => _values.Count;

    public bool TryGet(ReadOnlySpan<byte> key, out T value) => _lookup.TryGetValue(key, out value!);

    public void Add(ReadOnlySpan<byte> key, T value) => _lookup[key] = value;

    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Utf8Comparer Instance { get; } = new();

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] bytes) => GetHashCode(bytes.AsSpan());

        // Eight bytes at a step: names run to a hundred bytes, and HashCode.AddBytes takes four.
        public int GetHashCode(ReadOnlySpan<byte> bytes)
        {
            const ulong Odd = 0x9E3779B97F4A7C15;
            var hash = (ulong)bytes.Length * Odd;
            while (bytes.Length >= sizeof(ulong))
            {
                hash = (ulong.RotateLeft(hash, 29) ^ MemoryMarshal.Read<ulong>(bytes)) * Odd;
                bytes = bytes[sizeof(ulong)..];
            }
            foreach (var b in bytes) hash = (hash ^ b) * Odd;
            return (int)(hash ^ (hash >> 32));
        }
    }
}
