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

    private Entry[] _entries = new Entry[512];

    // Numbers of names + 1 by hash, 0 where none is: at most half of the places are taken.
    private int[] _places = new int[1024];

    // The bytes of the names longer than eight, one after the other.
    private byte[] _bytes = new byte[4096];

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
        var key = KeyOf(source, start, end - start);
        var place = PlaceOf(key);
        while (_places[place] is not 0 and var taken)
        {
            if (_entries[taken - 1].Key == key && IsSame(_entries[taken - 1], source[start..end])) return taken - 1;
            place = (place + 1) & (_places.Length - 1);
        }
        return AddNew(source[start..end], key, place);
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

    private int PlaceOf(ulong key) => (int)((key * 0x9E37_79B9_7F4A_7C15) >> 40) & (_places.Length - 1);

    private bool IsSame(in Entry entry, ReadOnlySpan<byte> name) =>
        entry.Length == name.Length && (name.Length <= 8 || _bytes.AsSpan(entry.Start, entry.Length).SequenceEqual(name));

    private int AddNew(ReadOnlySpan<byte> name, ulong key, int place)
    {
        var number = _texts.Count;
        if (number == _entries.Length) Array.Resize(ref _entries, number * 2);
        _entries[number] = new(key, Keep(name), name.Length);
        _texts.Add(Encoding.UTF8.GetString(name));
        _places[place] = number + 1;
        if (_texts.Count * 2 > _places.Length) Rehash();
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

    private void Rehash()
    {
        _places = new int[_places.Length * 2];
        for (var number = 0; number < _texts.Count; number++)
        {
            var place = PlaceOf(_entries[number].Key);
            while (_places[place] != 0) place = (place + 1) & (_places.Length - 1);
            _places[place] = number + 1;
        }
    }

    private readonly record struct Entry(ulong Key, int Start, int Length);
}
