using System.Buffers.Text;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Unpark.Model;

namespace Unpark.Readers.Races;

/// <summary>The stacks of all reports of a text. Equal frames and equal stacks are one object: a race is often reported a thousand times.</summary>
internal sealed class RaceStacks(ReaderLimits limits)
{
    private readonly Utf8Table<int> _frameIds = new();
    private readonly List<Frame> _frames = [];
    private readonly Utf8Table<CallStack> _stacks = new();
    private readonly List<int> _stack = [];
    private byte[] _frame = new byte[512];
    private int _function;
    private int _leftOut;

    /// <summary>Takes an indented line: the first half of a frame, its second half, or the word that there is none.</summary>
    public bool Read(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("      "u8)) return TryReadPlace(line[6..]);
        if (line.StartsWith("  "u8) && line[2..].EndsWith("()"u8)) return TryReadFunction(line[2..^2]);
        return line.SequenceEqual("  [failed to restore the stack]"u8);
    }

    /// <summary>The stack read since the last call.</summary>
    public CallStack Take()
    {
        var ids = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_stack));
        if (!_stacks.TryGet(ids, out var stack))
        {
            stack = _stack.Count == 0 ? CallStack.Empty : new([.. _stack.Select(id => _frames[id])], _leftOut, _leftOut == 0 ? 0 : _stack.Count);
            _stacks.Add(ids, stack);
        }
        _stack.Clear();
        _function = _leftOut = 0;
        return stack;
    }

    /// <param name="place">"/app/main.go:53", or whatever stands there.</param>
    public static Frame ToFrame(ReadOnlySpan<byte> function, ReadOnlySpan<byte> place)
    {
        var name = Encoding.UTF8.GetString(function);
        var colon = place.LastIndexOf((byte)':');
        if (colon >= 0 && Utf8Parser.TryParse(place[(colon + 1)..], out int line, out var digits) && line >= 0 && colon + 1 + digits == place.Length)
            return new(name, Encoding.UTF8.GetString(place[..colon]), line);
        return new(name, Encoding.UTF8.GetString(place), 0);
    }

    // "main.raceMap.func1"
    private bool TryReadFunction(ReadOnlySpan<byte> function)
    {
        if (function.IsEmpty || function[0] == ' ') return false;
        if (_frame.Length < function.Length) _frame = new byte[function.Length * 2];
        function.CopyTo(_frame);
        _function = function.Length;
        return true;
    }

    // "example.com/race/main.go:53 +0x44"
    private bool TryReadPlace(ReadOnlySpan<byte> place)
    {
        if (_function == 0 || place.IsEmpty || place[0] == ' ') return false;
        var offset = place.LastIndexOf(" +0x"u8);
        if (offset >= 0) place = place[..offset];

        if (_stack.Count < limits.MaxFrames && _frames.Count < limits.MaxGroups) _stack.Add(FrameId(place));
        else _leftOut++;
        _function = 0;
        return true;
    }

    private int FrameId(ReadOnlySpan<byte> place)
    {
        var length = _function + place.Length;
        if (_frame.Length < length) Array.Resize(ref _frame, length * 2);
        place.CopyTo(_frame.AsSpan(_function));

        var key = _frame.AsSpan(0, length);
        if (_frameIds.TryGet(key, out var id)) return id;
        _frameIds.Add(key, id = _frames.Count);
        _frames.Add(ToFrame(key[.._function], place));
        return id;
    }
}
