namespace Unpark.Readers.Tracebacks.Groups;

/// <summary>One parser's memory of frames and states it has met, so that the shared table and its lock are needed only for new ones.</summary>
internal sealed class FrameCache(GroupTable table)
{
    private readonly HashIndex _frames = new();
    private readonly HashIndex _states = new();

    public int Frame(ReadOnlySpan<byte> function, ReadOnlySpan<byte> file, int line, bool inlined)
    {
        var hash = LineHash.Of(file, LineHash.Of(function, LineHash.Seed + ((ulong)line << 1 | (inlined ? 1u : 0))));
        if (_frames.TryGet(hash, out var known)) return (int)known;
        var frame = table.Frame(function, file, line, inlined);
        _frames.Add(hash, frame);
        return frame;
    }

    public int State(ReadOnlySpan<byte> text)
    {
        var hash = LineHash.Of(text, LineHash.Seed);
        if (_states.TryGet(hash, out var known)) return (int)known;
        var state = table.State(text);
        _states.Add(hash, state);
        return state;
    }
}
