using System.Runtime.CompilerServices;
using Unpark.Model;

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
    private readonly List<(int Start, int Length)> _messages;
    private readonly int _width;
    private readonly long[] _values;
    private readonly int[] _locationStarts;
    private readonly List<LabelEntry> _labels = [];
    private readonly int[] _labelStarts;
    private int[] _locations;
    private int _locationCount;
    private int _count;

    // Of the sample being read.
    private int _valueCount;
    private ulong? _missing;

    private readonly Omitted _withoutLocation = new(), _withoutValues = new(), _damaged = new(), _tooDeep = new();

    public SampleList(byte[] bytes, List<(int Start, int Length)> messages, int width, IdIndex ids, NameTable names, ReaderLimits limits, DiagnosticList diagnostics)
    {
        (_bytes, _messages, _width, _ids, _names, _limits, _diagnostics) = (bytes, messages, width, ids, names, limits, diagnostics);
        _values = new long[messages.Count * width];
        _locationStarts = new int[messages.Count + 1];
        _labelStarts = new int[messages.Count + 1];
        // A location takes a byte or more: an upper bound, most of which is never touched.
        _locations = GC.AllocateUninitializedArray<int>((int)Math.Min(messages.Sum(m => (long)m.Length), 1 << 26));
    }

    /// <summary>A value below 0 occurs. Final after <see cref="ToColumns"/>.</summary>
    public bool HasNegative { get; private set; }

    public SampleColumns ToColumns()
    {
        for (var i = 0; i < _messages.Count; i++) Read(i, _bytes.AsSpan(_messages[i].Start, _messages[i].Length));
        Report();
        var kept = _count + 1;
        return new(_width, _values, _locations, kept == _locationStarts.Length ? _locationStarts : _locationStarts[..kept])
        {
            Names = _names,
            LabelEntries = [.. _labels],
            LabelStarts = _labels.Count == 0 ? [] : _labelStarts[..kept],
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
        _labels.RemoveRange(labelCount, _labels.Count - labelCount);
    }

    private void Keep(int number)
    {
        if (_locationCount - _locationStarts[_count] > _limits.MaxFrames)
        {
            _locationCount = _locationStarts[_count] + _limits.MaxFrames;
            _tooDeep.Add(number, 0);
        }
        foreach (var value in _values.AsSpan(_count * _width, _width)) HasNegative |= value < 0;
        _count++;
        _locationStarts[_count] = _locationCount;
        _labelStarts[_count] = _labels.Count;
    }

    private bool TryReadFields(ReadOnlySpan<byte> message)
    {
        var reader = new ProtoReader(message);
        while (!reader.AtEnd)
        {
            if (!reader.TryReadTag(out var field, out var type)) return false;
            if (type == WireType.Varint)
            {
                if (!reader.TryReadVarint(out var number)) return false;
                if (field == ProfileFields.SampleLocation) AddLocation(number);
                else if (field == ProfileFields.SampleValue) AddValue(number);
            }
            else if (type == WireType.Bytes)
            {
                if (!reader.TryReadBytes(out var bytes)) return false;
                if (field == ProfileFields.SampleLocation && !TryAddLocations(bytes)) return false;
                if (field == ProfileFields.SampleValue && !TryAddValues(bytes)) return false;
                if (field == ProfileFields.SampleLabel) AddLabel(bytes);
            }
            else if (!reader.TrySkip(type)) return false;
        }
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryAddLocations(ReadOnlySpan<byte> packed)
    {
        var dense = _ids.Dense;
        var locations = _locations.AsSpan(_locationCount, packed.Length);
        var count = 0;
        var at = 0;
        while (at < packed.Length)
        {
            // Ids of one and two bytes: those of all profiles but the largest.
            var id = (uint)packed[at++];
            if (id >= 0x80)
            {
                if (at < packed.Length && packed[at] < 0x80) id = id & 0x7f | (uint)packed[at++] << 7;
                else
                {
                    var reader = new ProtoReader(packed[(at - 1)..]);
                    if (!reader.TryReadVarint(out var longId)) return false;
                    at += reader.Position - 1;
                    if (longId >= (ulong)dense.Length)
                    {
                        var index = _ids.Find(longId);
                        if (index < 0) _missing ??= longId;
                        locations[count++] = index;
                        continue;
                    }
                    id = (uint)longId;
                }
            }
            var next = id < (uint)dense.Length ? dense[(int)id] : 0;
            if (next == 0) _missing ??= id;
            locations[count++] = next - 1;
        }
        _locationCount += count;
        return true;
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
