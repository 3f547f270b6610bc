using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>The distinct frame lines of a text profile, so that the same line is parsed once.</summary>
/// <remarks>One frame can have several lines, and then several locations: columns are padded to fit the other lines of the record.</remarks>
/// <param name="maxLines">Distinct lines that are kept; those beyond are left out of their stacks.</param>
internal sealed class TextFrames(int maxLines)
{
    private const int NoFrame = -1;

    // Lines made to meet in one place of the table cost no more than this many comparisons; beyond, a line is not found again.
    private const int MaxProbes = 32;

    private readonly FrameList _frames = new();
    private readonly Column<LocationEntry> _locations = new(256);
    private readonly List<int> _frameOf = [];
    private readonly Column<KnownLine> _lines = new(256);
    private byte[] _text = new byte[1 << 14];
    private int _textLength;
    private int[] _places = new int[1024];

    /// <param name="line">"#	0x6b9c58	main.leakAll.func1+0x18	example.com/leaky/main.go:79"</param>
    /// <returns>-1 for a line that tells nothing: "#	0x0", or one that is cut.</returns>
    public int LocationOf(ReadOnlySpan<byte> line)
    {
        var hash = Hash(line);
        var mask = _places.Length - 1;
        for (var probe = 0; probe < MaxProbes; probe++)
        {
            var index = _places[(hash + probe) & mask] - 1;
            if (index < 0) return Add(line, hash, probe);
            var known = _lines[index];
            if (known.Hash == hash && line.SequenceEqual(new(_text, known.Start, known.Length))) return known.Location;
        }
        return _locations.Count < maxLines ? Parse(line) : NoFrame;
    }

    public FrameColumns ToFrames() => _frames.ToColumns();

    public LocationColumns ToLocations() => new(_locations.ToArray(), [.. _frameOf]);

    // The address and the line number tell lines apart; whether two are the same is compared in full.
    private static int Hash(ReadOnlySpan<byte> line)
    {
        if (line.Length < 16) return line.Length;
        var hash = BinaryPrimitives.ReadUInt64LittleEndian(line[4..]) * 0x9E3779B97F4A7C15 ^ BinaryPrimitives.ReadUInt64LittleEndian(line[^8..]) + (ulong)line.Length;
        return (int)(hash * 0xC2B2AE3D27D4EB4F >> 33);
    }

    private int Add(ReadOnlySpan<byte> line, int hash, int probe)
    {
        if (_locations.Count >= maxLines) return NoFrame;
        var location = Parse(line);
        if (_textLength + line.Length > _text.Length) Array.Resize(ref _text, Math.Max(2 * _text.Length, _textLength + line.Length));
        line.CopyTo(_text.AsSpan(_textLength));
        _lines.Add(new(hash, _textLength, line.Length, location));
        _textLength += line.Length;
        _places[(hash + probe) & (_places.Length - 1)] = _lines.Count;
        if (2 * _lines.Count > _places.Length) Grow();
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
        if (frame >= 0) _frameOf.Add(frame);
        _locations.Add(new(address, _frameOf.Count));
        return _locations.Count - 1;
    }

    private void Grow()
    {
        _places = new int[2 * _places.Length];
        var mask = _places.Length - 1;
        for (var i = 0; i < _lines.Count; i++)
        {
            var place = _lines[i].Hash;
            while (_places[place & mask] != 0) place++;
            _places[place & mask] = i + 1;
        }
    }

    private readonly record struct KnownLine(int Hash, int Start, int Length, int Location);
}
