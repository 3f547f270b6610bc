using System.Runtime.InteropServices;
using Unpark.Model;

namespace Unpark.Readers.Races;

/// <summary>One stack while its lines come in.</summary>
internal sealed class RaceStackLines(RaceStacks stacks)
{
    private readonly List<int> _frames = [];
    private byte[] _function = new byte[128];
    private int _functionLength;
    private ulong _functionHash;
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
        var stack = stacks.Stack(CollectionsMarshal.AsSpan(_frames), _leftOut);
        _frames.Clear();
        _functionLength = _leftOut = 0;
        return stack;
    }

    // "main.raceMap.func1"
    private bool TryReadFunction(ReadOnlySpan<byte> function)
    {
        if (function.IsEmpty || function[0] == ' ') return false;
        if (_function.Length < function.Length) _function = new byte[function.Length * 2];
        function.CopyTo(_function);
        _functionLength = function.Length;
        _functionHash = LineHash.Of(function, 0);
        return true;
    }

    // "example.com/race/main.go:53 +0x44"
    private bool TryReadPlace(ReadOnlySpan<byte> place)
    {
        if (_functionLength == 0 || place.IsEmpty || place[0] == ' ') return false;
        var offset = place.LastIndexOf(" +0x"u8);
        if (offset >= 0) place = place[..offset];

        if (_frames.Count < stacks.MaxFrames && stacks.TryGetFrame(_function.AsSpan(0, _functionLength), _functionHash, place, out var id)) _frames.Add(id);
        else _leftOut++;
        _functionLength = 0;
        return true;
    }
}
