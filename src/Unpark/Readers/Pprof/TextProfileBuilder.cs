using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Unpark.Knowledge.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Readers.Pprof;

/// <summary>Collects the records of one text profile into columns.</summary>
internal sealed class TextProfileBuilder
{
    private readonly TextProfileKind _kind;
    private readonly long _firstLine;
    private readonly ReaderLimits _limits;
    private readonly DiagnosticList _diagnostics;
    private readonly TextFrames _frames;
    private readonly List<long> _values = [];
    private readonly List<int> _locationStarts = [0];
    private readonly List<int> _labelStarts = [0];
    private readonly Column<LabelEntry> _labels = new();
    private readonly NameTableBuilder _names;
    private int[] _locations = new int[1024];
    private int _locationCount;
    private double _cyclesPerSecond;
    private bool _hasNegative;
    private bool _open;
    private bool _keep;
    private int _leftOut;
    private int _tooDeep;

    private TextProfileBuilder(TextProfileKind kind, long firstLine, ReaderLimits limits, DiagnosticList diagnostics)
    {
        (_kind, _firstLine, _limits, _diagnostics) = (kind, firstLine, limits, diagnostics);
        _names = new(limits.MaxLine);
        _frames = new(limits.MaxNames);
    }

    public static TextProfileBuilder Of(ReadOnlySpan<byte> header, long line, ReaderLimits limits, DiagnosticList diagnostics) =>
        new(TextProfileKind.Of(header), line, limits, diagnostics);

    private bool IsHeap => _kind.SampleTypes.Length == 4;

    private bool IsContention => _kind.SampleTypes.Length == 2;

    /// <summary>"7 @ 0x48ae6a 0x4180ae", "1: 480 [2: 608] @ 0x48ae6a" or "1038433419819 800 @ 0x463d58", as the kind has it.</summary>
    public bool TryOpenRecord(ReadOnlySpan<byte> line)
    {
        var at = line.IndexOf(" @"u8);
        if (at <= 0 || line.Length > at + 2 && !line[(at + 2)..].StartsWith(" 0x"u8)) return false;
        Span<long> values = stackalloc long[_kind.SampleTypes.Length];
        if (!TryReadValues(line[..at], values)) return false;
        EndRecord();
        _open = true;
        _keep = _locationStarts.Count <= _limits.MaxGroups;
        if (!_keep) _leftOut++;
        else foreach (var value in values) AddValue(value);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddFrame(ReadOnlySpan<byte> line)
    {
        var location = _frames.LocationOf(line);
        if (location < 0) return;
        if (_locationCount == _locations.Length) Array.Resize(ref _locations, 2 * _locations.Length);
        _locations[_locationCount++] = location;
    }

    public void AddLabels(ReadOnlySpan<byte> line)
    {
        var labels = new LabelsText(line);
        while (labels.TryRead(out var key, out var value)) _labels.Add(new(_names.Key(key), _names.Add(value), 0, 0));
    }

    /// <summary>Closes the open record, if there is one.</summary>
    public void EndRecord()
    {
        if (!_open) return;
        _open = false;
        if (!_keep)
        {
            _locationCount = _locationStarts[^1];
            _labels.Truncate(_labelStarts[^1]);
            return;
        }
        if (_locationCount - _locationStarts[^1] > _limits.MaxFrames)
        {
            _locationCount = _locationStarts[^1] + _limits.MaxFrames;
            _tooDeep++;
        }
        _locationStarts.Add(_locationCount);
        _labelStarts.Add(_labels.Count);
    }

    /// <summary>"cycles/second=2596122121" and "sampling period=1" below the header of a block or mutex profile.</summary>
    /// <remarks>The period is not multiplied in: from Go 1.20 on the figures are scaled when they are recorded.</remarks>
    public bool TryTakeRate(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("cycles/second="u8)) return IsContention && line.StartsWith("sampling period="u8);
        if (Utf8Parser.TryParse(line["cycles/second="u8.Length..], out long cycles, out _)) _cyclesPerSecond = cycles;
        return true;
    }

    public TextProfile ToProfile()
    {
        EndRecord();
        var profile = new Profile(Samples(), _frames.ToLocations(), _frames.ToFrames())
        {
            Name = _kind.Name,
            SampleTypes = _kind.SampleTypes,
            DefaultSampleType = _kind.SampleTypes.Length - 1,
            PeriodType = _kind.PeriodType,
            Period = _kind.Period,
            IsDelta = _hasNegative,
        };
        if (_tooDeep > 0) _diagnostics.Add($"line {_firstLine}", $"{_tooDeep} stacks have more than {_limits.MaxFrames} frames (ReaderLimits.MaxFrames); those at the root are left out");
        if (_leftOut > 0) _diagnostics.Add($"line {_firstLine}", $"the profile has more than {_limits.MaxGroups} stacks (ReaderLimits.MaxGroups); {_leftOut} are left out");
        return new(profile, _kind.Total, _firstLine, IsCut());
    }

    private bool IsCut()
    {
        var isCount = _kind.SampleTypes.Length == 1;
        var sum = isCount ? Sum() : 0;
        if (!isCount || _hasNegative || sum == _kind.Total) return false;
        _diagnostics.Add($"line {_firstLine}", $"the header says {_kind.Total}, the records hold {sum}; the profile is cut or was damaged on its way");
        return sum < _kind.Total;
    }

    private long Sum()
    {
        var sum = 0L;
        for (var i = 0; i < _values.Count; i++) sum = unchecked(sum + _values[i]);
        return sum;
    }

    private SampleColumns Samples() => new(_kind.SampleTypes.Length, [.. _values], _locations, [.. _locationStarts])
    {
        AllLabels = _labels.Count == 0 ? null : new(_names.ToTable(), _labels.ToArray(), [.. _labelStarts]),
    };

    private bool TryReadValues(ReadOnlySpan<byte> text, Span<long> values)
    {
        if (IsHeap) return TryReadHeapValues(text, values);
        if (!Utf8Parser.TryParse(text, out long first, out var used)) return false;
        if (!IsContention)
        {
            values[0] = first;
            return used == text.Length;
        }
        text = text[used..];
        if (!text.StartsWith(" "u8) || !Utf8Parser.TryParse(text[1..], out values[0], out used)) return false;
        values[1] = _cyclesPerSecond > 0 ? (long)(first * (1e9 / _cyclesPerSecond)) : first;
        return 1 + used == text.Length;
    }

    // "1: 480 [2: 608]": in use, then allocated; objects, then bytes.
    private bool TryReadHeapValues(ReadOnlySpan<byte> rest, Span<long> values)
    {
        Span<long> numbers = stackalloc long[4];
        foreach (ref var number in numbers)
        {
            rest = rest.TrimStart(": ["u8);
            if (!Utf8Parser.TryParse(rest, out number, out var used)) return false;
            rest = rest[used..];
        }
        (values[0], values[1]) = HeapSampling.Scale(numbers[2], numbers[3], _kind.Period);
        (values[2], values[3]) = HeapSampling.Scale(numbers[0], numbers[1], _kind.Period);
        return rest.SequenceEqual("]"u8);
    }

    private void AddValue(long value)
    {
        _hasNegative |= value < 0;
        _values.Add(value);
    }
}
