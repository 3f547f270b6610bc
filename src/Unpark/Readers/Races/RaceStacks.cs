using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Unpark.Model;

namespace Unpark.Readers.Races;

/// <summary>The frames and stacks of all reports of a text. Equal ones are one object: a race is often reported a thousand times.</summary>
/// <remarks>Known by their hash alone, which nobody outside the process can predict (<see cref="LineHash"/>).</remarks>
internal sealed class RaceStacks(ReaderLimits limits)
{
    private readonly Dictionary<ulong, int> _frameIds = [];
    private readonly List<Frame> _frames = [];
    private readonly Dictionary<ulong, CallStack> _stacks = [];

    public int MaxFrames => limits.MaxFrames;

    /// <param name="frames">Ids from <see cref="TryGetFrame"/>, leaf first.</param>
    /// <param name="leftOut">How many more there were.</param>
    public CallStack Stack(ReadOnlySpan<int> frames, int leftOut)
    {
        var key = LineHash.Of(MemoryMarshal.AsBytes(frames), (ulong)leftOut);
        if (!_stacks.TryGetValue(key, out var stack))
            _stacks.Add(key, stack = new([.. frames.ToArray().Select(id => _frames[id])], leftOut, leftOut == 0 ? 0 : frames.Length));
        return stack;
    }

    /// <param name="function">"main.raceMap.func1"</param>
    /// <param name="functionHash">Of <paramref name="function"/>.</param>
    /// <param name="place">"example.com/race/main.go:53"</param>
    /// <returns>False when there are too many distinct frames.</returns>
    public bool TryGetFrame(ReadOnlySpan<byte> function, ulong functionHash, ReadOnlySpan<byte> place, out int id)
    {
        var key = LineHash.Of(place, functionHash);
        if (_frameIds.TryGetValue(key, out id)) return true;
        if (_frames.Count >= limits.MaxGroups) return false;
        _frameIds.Add(key, id = _frames.Count);
        _frames.Add(ToFrame(function, place));
        return true;
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
}
