using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Unpark.Model;

namespace Unpark.Readers.Races;

/// <summary>The frames and stacks of all reports of a text. Equal ones are one object: a race is often reported a thousand times.</summary>
internal sealed class RaceStacks(ReaderLimits limits)
{
    private readonly Utf8Table<int> _frameIds = new();
    private readonly List<Frame> _frames = [];
    private readonly Utf8Table<CallStack> _stacks = new();
    private byte[] _key = new byte[512];

    public int MaxFrames => limits.MaxFrames;

    /// <param name="frames">Ids from <see cref="TryGetFrame"/>, leaf first.</param>
    /// <param name="leftOut">How many more there were.</param>
    public CallStack Stack(ReadOnlySpan<int> frames, int leftOut)
    {
        var key = MemoryMarshal.AsBytes(frames);
        if (leftOut == 0 && _stacks.TryGet(key, out var known)) return known;
        var all = new CallStack([.. frames.ToArray().Select(id => _frames[id])], leftOut, leftOut == 0 ? 0 : frames.Length);
        if (leftOut == 0) _stacks.Add(key, all);
        return all;
    }

    /// <param name="function">"main.raceMap.func1"</param>
    /// <param name="place">"example.com/race/main.go:53"</param>
    /// <returns>False when there are too many distinct frames.</returns>
    public bool TryGetFrame(ReadOnlySpan<byte> function, ReadOnlySpan<byte> place, out int id)
    {
        var length = function.Length + 1 + place.Length;
        if (_key.Length < length) _key = new byte[length * 2];
        function.CopyTo(_key);
        _key[function.Length] = (byte)'\n';
        place.CopyTo(_key.AsSpan(function.Length + 1));

        var key = _key.AsSpan(0, length);
        if (_frameIds.TryGet(key, out id)) return true;
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
