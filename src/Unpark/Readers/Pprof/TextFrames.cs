using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Unpark.Model;

namespace Unpark.Readers.Pprof;

/// <summary>The distinct frame lines of a text profile, found again by the key of the whole line.</summary>
/// <remarks>One frame can have several lines: their columns are padded to fit the other lines of the record.</remarks>
/// <param name="maxLines">Distinct lines that are kept; those beyond are left out of their stacks.</param>
internal sealed class TextFrames(int maxLines)
{
    private const int NoFrame = -1;

    private readonly FrameList _frames = new();
    private readonly Dictionary<(ulong Address, int Frame), int> _locationOf = [];
    private ulong[] _keys = new ulong[1024];
    private int[] _found = new int[1024];
    private int _count;

    /// <param name="line">"#	0x6b9c58	main.leakAll.func1+0x18	example.com/leaky/main.go:79"</param>
    /// <returns>-1 for a line that tells nothing: "#	0x0", or one that is cut.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int LocationOf(ReadOnlySpan<byte> line)
    {
        var key = LineHash.Of(line) | 1; // 0 marks a free place
        var mask = _keys.Length - 1;
        var place = (int)(key >> 32) & mask;
        while (_keys[place] != key)
        {
            if (_keys[place] == 0) return Add(line, key);
            place = (place + 1) & mask;
        }
        return _found[place];
    }

    public FrameColumns ToFrames() => _frames.ToColumns();

    public LocationColumns ToLocations()
    {
        var addresses = new ulong[_locationOf.Count];
        var frames = new List<int>();
        var starts = new int[_locationOf.Count + 1];
        foreach (var ((address, frame), location) in _locationOf.OrderBy(pair => pair.Value))
        {
            addresses[location] = address;
            if (frame >= 0) frames.Add(frame);
            starts[location + 1] = frames.Count;
        }
        return new(addresses, [.. frames], starts);
    }

    private int Add(ReadOnlySpan<byte> line, ulong key)
    {
        if (_count == maxLines) return NoFrame;
        if (2 * ++_count > _keys.Length) Grow();
        var location = Parse(line);
        Put(key, location);
        return location;
    }

    private int Parse(ReadOnlySpan<byte> line)
    {
        var fields = line["#\t"u8.Length..];
        if (!fields.StartsWith("0x"u8) || !Utf8Parser.TryParse(fields[2..], out ulong address, out var used, 'x')) return NoFrame;
        fields = fields[(2 + used)..];
        if (fields.IsEmpty) return address == 0 ? NoFrame : Location(address, NoFrame);

        var plus = fields.LastIndexOf("+0x"u8);
        var colon = fields.LastIndexOf((byte)':');
        if (plus < 0 || colon < plus || !Utf8Parser.TryParse(fields[(colon + 1)..], out int lineNumber, out _)) return NoFrame;
        var function = fields[..plus].Trim((byte)'\t');
        var file = fields[plus..colon];
        file = file[(file.IndexOf((byte)'\t') + 1)..].TrimStart((byte)'\t');
        return Location(address, _frames.Add(Encoding.UTF8.GetString(function), Encoding.UTF8.GetString(file), lineNumber));
    }

    private int Location(ulong address, int frame)
    {
        if (!_locationOf.TryGetValue((address, frame), out var location)) _locationOf.Add((address, frame), location = _locationOf.Count);
        return location;
    }

    private void Grow()
    {
        var (keys, found) = (_keys, _found);
        (_keys, _found) = (new ulong[2 * keys.Length], new int[2 * keys.Length]);
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0) Put(keys[i], found[i]);
        }
    }

    private void Put(ulong key, int location)
    {
        var mask = _keys.Length - 1;
        var place = (int)(key >> 32) & mask;
        while (_keys[place] != 0) place = (place + 1) & mask;
        (_keys[place], _found[place]) = (key, location);
    }
}
