namespace Unpark.Readers.Tracebacks;

/// <summary>One parser's memory of frames and states it has met, so that the shared table and its lock are needed only for new ones.</summary>
internal sealed class FrameCache(GroupTable table)
{
    private readonly Dictionary<ulong, int> _frames = [];
    private readonly Dictionary<ulong, int> _states = [];

    public int Frame(ReadOnlySpan<byte> function, ReadOnlySpan<byte> file, int line, bool inlined)
    {
        var hash = LineHash.Of(file, LineHash.Of(function, (ulong)line << 1 | (inlined ? 1u : 0)));
        if (!_frames.TryGetValue(hash, out var frame)) _frames[hash] = frame = table.Frame(function, file, line, inlined);
        return frame;
    }

    public int State(ReadOnlySpan<byte> text)
    {
        var hash = LineHash.Of(text, 0);
        if (!_states.TryGetValue(hash, out var state)) _states[hash] = state = table.State(text);
        return state;
    }
}
