using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>The locations of a profile as they are read: their lines name functions that may come later.</summary>
internal sealed class LocationList(ReaderLimits limits, DiagnosticList diagnostics)
{
    // Inlining nests a few dozen deep at most.
    private const int MaxLines = 1000;

    private readonly Column<LocationEntry> _locations = new(256);
    private readonly Column<Line> _lines = new(256);
    private int _duplicates;

    public IdIndex Ids { get; } = new();

    // Of the location being read.
    private int LineStart => _locations.Count == 0 ? 0 : _locations.Last.FrameEnd;

    public void Add(ReadOnlySpan<byte> message)
    {
        if (_locations.Count >= limits.MaxNames) return;
        ulong id = 0, address = 0;
        var reader = new ProtoReader(message);
        while (reader.TryReadTag(out var field, out var type))
        {
            if (field == ProfileFields.LocationLine && type == WireType.Bytes && reader.TryReadBytes(out var line)) AddLine(line);
            else if (type == WireType.Varint && reader.TryReadVarint(out var number))
            {
                if (field == ProfileFields.LocationId) id = number;
                if (field == ProfileFields.LocationAddress) address = number;
            }
            else if (!reader.TrySkip(type)) break;
        }
        Close(id, address);
    }

    /// <summary>The last line of a location is its physical function, those before it were inlined into it.</summary>
    public LocationColumns ToColumns(FrameList frames)
    {
        var frameOf = new int[_lines.Count];
        var line = 0;
        for (var location = 0; location < _locations.Count; location++)
        {
            for (var end = _locations[location].FrameEnd; line < end; line++)
            {
                frameOf[line] = frames.Add(_lines[line].Function, _lines[line].Number, inlined: line < end - 1);
            }
        }
        return new(_locations.ToArray(), frameOf);
    }

    /// <summary>Of each location; 0 of one without a line, which stands for no frame.</summary>
    public ulong[] ToHashes(FrameHashes frames)
    {
        var hashes = new ulong[_locations.Count];
        var line = 0;
        for (var location = 0; location < hashes.Length; location++)
        {
            for (var end = _locations[location].FrameEnd; line < end; line++)
            {
                hashes[location] = frames.With(hashes[location], _lines[line].Function, _lines[line].Number, inlined: line < end - 1);
            }
        }
        return hashes;
    }

    private void AddLine(ReadOnlySpan<byte> message)
    {
        if (_lines.Count - LineStart >= MaxLines) return;
        ulong function = 0;
        var lineNumber = 0;
        var reader = new ProtoReader(message);
        while (reader.TryReadNumber(out var field, out var number))
        {
            if (field == ProfileFields.LineFunction) function = number;
            if (field == ProfileFields.LineLine) lineNumber = number <= int.MaxValue ? (int)number : 0;
        }
        _lines.Add(new(function, lineNumber));
    }

    private void Close(ulong id, ulong address)
    {
        if (Ids.TryAdd(id))
        {
            _locations.Add(new(address, _lines.Count));
            return;
        }
        _lines.Truncate(LineStart);
        if (_duplicates++ == 0) diagnostics.Add(null, $"location {id} is defined twice; the first definition is kept");
    }

    private readonly record struct Line(ulong Function, int Number);
}
