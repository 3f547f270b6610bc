using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Unpark.GoSyntax.Tokens;

/// <summary>Every name once, as a number and as a string. Share one among the files of a program; it serves one thread at a time.</summary>
/// <remarks>The keywords have the first numbers, so that one look tells a name from a keyword.</remarks>
public sealed class NameTable
{
    private const int FirstKeyword = (int)Token.Break;

    private readonly List<string> _texts = [];

    // By hash; at most half of them are taken. Small at first: a patch parses a few lines.
    private Place[] _places = new Place[128];

    // The bytes of the names longer than eight, one after the other.
    private byte[] _bytes = new byte[512];

    private int _byteCount;

    public NameTable()
    {
        for (var token = Token.Break; token <= Token.Var; token++) NumberOf(Encoding.ASCII.GetBytes(token.Text()));
    }

    /// <summary>How many different names it holds, keywords among them.</summary>
    public int Count => _texts.Count;

    internal string this[int number] => _texts[number];

    /// <returns><see cref="Token.Ident"/> for every name that is no keyword.</returns>
    internal static Token TokenOf(int number) => number <= Token.Var - Token.Break ? (Token)(FirstKeyword + number) : Token.Ident;

    internal int NumberOf(ReadOnlySpan<byte> name) => NumberOf(name, 0, name.Length);

    /// <summary>The number of the name between two offsets; a new name gets the next one.</summary>
    internal int NumberOf(ReadOnlySpan<byte> source, int start, int end)
    {
        var length = end - start;
        var key = KeyOf(source, start, length);
        var index = IndexOf(key);
        while (true)
        {
            ref readonly var place = ref _places[index];
            if (place.Length == 0) return AddNew(source[start..end], key, index);
            if (place.Key == key && place.Length == length && (length <= 8 || IsSame(place, source[start..end]))) return place.Number;
            index = (index + 1) & (_places.Length - 1);
        }
    }

    // Up to eight bytes the key is the name itself; a longer one gives its first and last eight.
    private static ulong KeyOf(ReadOnlySpan<byte> source, int start, int length)
    {
        if (length > 8)
        {
            var first = BinaryPrimitives.ReadUInt64LittleEndian(source[start..]);
            var last = BinaryPrimitives.ReadUInt64LittleEndian(source[(start + length - 8)..]);
            return (first * 0x9E37_79B9_7F4A_7C15) ^ BitOperations.RotateLeft(last, 29) ^ ((ulong)length << 56);
        }
        if (start + 8 <= source.Length) return BinaryPrimitives.ReadUInt64LittleEndian(source[start..]) & (ulong.MaxValue >> (64 - (8 * length)));
        ulong key = 0;
        for (var i = length - 1; i >= 0; i--) key = (key << 8) | source[start + i];
        return key;
    }

    private int IndexOf(ulong key) => (int)((key * 0x9E37_79B9_7F4A_7C15) >> 40) & (_places.Length - 1);

    private bool IsSame(in Place place, ReadOnlySpan<byte> name) => _bytes.AsSpan(place.Start, place.Length).SequenceEqual(name);

    private int AddNew(ReadOnlySpan<byte> name, ulong key, int index)
    {
        var number = _texts.Count;
        _texts.Add(Encoding.UTF8.GetString(name));
        _places[index] = new(key, number, name.Length, Keep(name));
        if (_texts.Count * 2 > _places.Length) Grow();
        return number;
    }

    private int Keep(ReadOnlySpan<byte> name)
    {
        if (name.Length <= 8) return 0;
        var start = _byteCount;
        _byteCount += name.Length;
        if (_byteCount > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_byteCount, _bytes.Length * 2));
        name.CopyTo(_bytes.AsSpan(start));
        return start;
    }

    private void Grow()
    {
        var old = _places;
        _places = new Place[old.Length * 2];
        foreach (var place in old)
        {
            if (place.Length == 0) continue;
            var index = IndexOf(place.Key);
            while (_places[index].Length != 0) index = (index + 1) & (_places.Length - 1);
            _places[index] = place;
        }
    }

    /// <param name="Length">In bytes; 0 of a place that is free.</param>
    /// <param name="Start">In the bytes, of a name longer than eight.</param>
    private readonly record struct Place(ulong Key, int Number, int Length, int Start);
}
