using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>The samples of a profile: the second walk, when every location and string is known.</summary>
/// <remarks>The runtime packs a list of more than two numbers and writes shorter ones number by number; both forms may be mixed.</remarks>
internal sealed class SampleList
{
    private const int MaxLabels = 1000;

    private readonly byte[] _bytes;
    private readonly IdIndex _ids;
    private readonly NameTable _names;
    private readonly ReaderLimits _limits;
    private readonly DiagnosticList _diagnostics;
    private readonly Column<Extent> _messages;
    private readonly int _width;
    private readonly long[] _values;
    private readonly int[] _locationStarts;
    private readonly Column<LabelEntry> _labels = new();
    private readonly int[] _labelStarts;
    private int[] _locations;
    private int _locationCount;
    private int _count;

    // Of the sample being read.
    private int _valueCount;
    private ulong? _missing;

    private readonly Omitted _withoutLocation = new(), _withoutValues = new(), _damaged = new(), _tooDeep = new();

    public SampleList(byte[] bytes, Column<Extent> messages, int width, IdIndex ids, NameTable names, ReaderLimits limits, DiagnosticList diagnostics)
    {
        (_bytes, _messages, _width, _ids, _names, _limits, _diagnostics) = (bytes, messages, width, ids, names, limits, diagnostics);
        _values = new long[messages.Count * width];
        _locationStarts = new int[messages.Count + 1];
        _labelStarts = new int[messages.Count + 1];
        // A location takes a byte or more: an upper bound, most of which is never touched.
        _locations = GC.AllocateUninitializedArray<int>((int)Math.Min(Length(messages), 1 << 26));
    }

    /// <summary>A value below 0 occurs. Final after <see cref="ToColumns"/>.</summary>
    public bool HasNegative { get; private set; }

    public SampleColumns ToColumns()
    {
        for (var i = 0; i < _messages.Count; i++) Read(i, new(_bytes, _messages[i].Start, _messages[i].Length));
        Report();
        var kept = _count + 1;
        return new(_width, _values, _locations, kept == _locationStarts.Length ? _locationStarts : _locationStarts[..kept])
        {
            AllLabels = _labels.Count == 0 ? null : new(_names, _labels.ToArray(), _labelStarts),
        };
    }

    private void Read(int number, ReadOnlySpan<byte> message)
    {
        (_valueCount, _missing) = (0, null);
        var labelCount = _labels.Count;
        EnsureRoom(message.Length);

        var whole = TryReadFields(message);
        if (_missing is { } id) _withoutLocation.Add(number, id);
        else if (!whole) _damaged.Add(number, 0);
        else if (_valueCount != _width) _withoutValues.Add(number, (ulong)_valueCount);
        else
        {
            Keep(number);
            return;
        }
        _locationCount = _locationStarts[_count];
        _labels.Truncate(labelCount);
    }

    private void Keep(int number)
    {
        if (_locationCount - _locationStarts[_count] > _limits.MaxFrames)
        {
            _locationCount = _locationStarts[_count] + _limits.MaxFrames;
            _tooDeep.Add(number, 0);
        }
        for (var i = 0; i < _width; i++) HasNegative |= _values[_count * _width + i] < 0;
        _count++;
        _locationStarts[_count] = _locationCount;
        _labelStarts[_count] = _labels.Count;
    }

    // By the whole tag, field number and wire type in one byte: there are hundreds of thousands of samples.
    private bool TryReadFields(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        while (reader.TryReadByte(out var tag))
        {
            bool isRead;
            switch (tag)
            {
                case ProfileFields.SampleLocation << 3 | (int)WireType.Bytes:
                    isRead = reader.TryReadBytes(out var locations) && TryAddLocations(locations);
                    break;
                case ProfileFields.SampleValue << 3 | (int)WireType.Bytes:
                    isRead = reader.TryReadBytes(out var values) && TryAddValues(values);
                    break;
                case ProfileFields.SampleLabel << 3 | (int)WireType.Bytes:
                    isRead = reader.TryReadBytes(out var label);
                    if (isRead) AddLabel(label);
                    break;
                case ProfileFields.SampleLocation << 3 | (int)WireType.Varint:
                    isRead = reader.TryReadVarint(out var location);
                    if (isRead) AddLocation(location);
                    break;
                case ProfileFields.SampleValue << 3 | (int)WireType.Varint:
                    isRead = reader.TryReadVarint(out var value);
                    if (isRead) AddValue(value);
                    break;
                default:
                    isRead = reader.TrySkipField();
                    break;
            }
            if (!isRead) return false;
        }
        return true;
    }

    private bool TryAddLocations(ReadOnlySpan<byte> packed)
    {
        var dense = _ids.Dense;
        var locations = _locations.AsSpan(_locationCount, packed.Length);
        var count = 0;
        var at = 0;
        while (at < packed.Length - 1)
        {
            // Ids of one and two bytes, those of all profiles but the largest, come mixed at random: no branch between them.
            uint low = packed[at], high = packed[at + 1];
            var isTwo = low >> 7;
            if ((low & high & 0x80) == 0)
            {
                at += 1 + (int)isTwo;
                locations[count++] = Index((low & 0x7f) | (high & (0 - isTwo)) << 7, dense);
            }
            else if (!TryAddLong(packed, ref at, locations, ref count)) return false;
        }
        if (at < packed.Length)
        {
            if (packed[at] >= 0x80) return false;
            locations[count++] = Index(packed[at], dense);
        }
        _locationCount += count;
        return true;
    }

    private bool TryAddLong(ReadOnlySpan<byte> packed, ref int at, Span<int> locations, ref int count)
    {
        var reader = new ProtoReader(packed[at..]);
        if (!reader.TryReadVarint(out var id)) return false;
        at += reader.Position;
        var index = _ids.Find(id);
        if (index < 0) _missing ??= id;
        locations[count++] = index;
        return true;
    }

    private int Index(uint id, ReadOnlySpan<int> dense)
    {
        var next = id < (uint)dense.Length ? dense[(int)id] : _ids.Find(id) + 1;
        if (next == 0) _missing ??= id;
        return next - 1;
    }

    private void AddLocation(ulong id)
    {
        var index = _ids.Find(id);
        if (index < 0) _missing ??= id;
        _locations[_locationCount++] = index;
    }

    private bool TryAddValues(ReadOnlySpan<byte> packed)
    {
        var reader = new ProtoReader(packed);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadVarint(out var value)) return false;
            AddValue(value);
        }
        return true;
    }

    private void AddValue(ulong value)
    {
        if (_valueCount < _width) _values[_count * _width + _valueCount] = (long)value;
        _valueCount++;
    }

    private void AddLabel(ReadOnlySpan<byte> message)
    {
        if (_labels.Count - _labelStarts[_count] >= MaxLabels) return;
        var (key, text, unit) = (0, 0, 0);
        long number = 0;
        var reader = new ProtoReader(message);
        while (reader.TryReadNumber(out var field, out var value))
        {
            switch (field)
            {
                case ProfileFields.LabelKey: key = ProtoReader.Index(value); break;
                case ProfileFields.LabelStr: text = ProtoReader.Index(value); break;
                case ProfileFields.LabelNum: number = (long)value; break;
                case ProfileFields.LabelNumUnit: unit = ProtoReader.Index(value); break;
            }
        }
        // The empty text and the number 0 are both left out on the wire; Go writes texts.
        _labels.Add(new(key, text == 0 && (number != 0 || unit != 0) ? -1 : Math.Max(text, 0), number, unit));
    }

    private void EnsureRoom(int count)
    {
        if (_locationCount + count > _locations.Length) Array.Resize(ref _locations, (int)Math.Min(Array.MaxLength, Math.Max(2L * _locations.Length, _locationCount + count)));
    }

    private static long Length(Column<Extent> messages)
    {
        var sum = 0L;
        for (var i = 0; i < messages.Count; i++) sum += messages[i].Length;
        return sum;
    }

    private void Report()
    {
        var all = _messages.Count;
        if (_withoutLocation.Count > 0) _diagnostics.Add($"sample {_withoutLocation.First}", $"names location {_withoutLocation.Detail}, but the profile defines {_ids.Count}; {_withoutLocation.Count} of {all} samples left out");
        if (_withoutValues.Count > 0) _diagnostics.Add($"sample {_withoutValues.First}", $"expected {_width} values, found {_withoutValues.Detail}; {_withoutValues.Count} of {all} samples left out");
        if (_damaged.Count > 0) _diagnostics.Add($"sample {_damaged.First}", $"expected fields of a sample, found others; {_damaged.Count} of {all} samples left out");
        if (_tooDeep.Count > 0) _diagnostics.Add($"sample {_tooDeep.First}", $"more than {_limits.MaxFrames} locations (ReaderLimits.MaxFrames); those at the root are left out, in {_tooDeep.Count} of {all} samples");
    }

    /// <summary>Samples with one fault: the first, and how many. Counted from 1.</summary>
    private sealed class Omitted
    {
        public int Count { get; private set; }

        public int First { get; private set; }

        public ulong Detail { get; private set; }

        public void Add(int index, ulong detail)
        {
            if (Count++ == 0) (First, Detail) = (index + 1, detail);
        }
    }
}
