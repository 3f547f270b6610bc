namespace Unpark.Readers.Pprof;

/// <summary>Reads a stream block by block, the next one on another thread while the last is worked on.</summary>
/// <param name="room">Bytes that can be carried over from one block to the next.</param>
/// <param name="isAhead">Whether a second thread may be used; a stream of one block needs none.</param>
internal sealed class BlockReader(Stream stream, int room, bool isAhead)
{
    // Fits into the second cache of a core beside what is made of it.
    private const int BlockLength = 1 << 18;

    private byte[] _current = [];
    private byte[] _next = new byte[room + BlockLength];
    private Task<int>? _reading;

    /// <param name="carried">The end of the last block, to stand in front of the next; at most the room.</param>
    /// <param name="block">Valid until the next call.</param>
    /// <returns>False at the end of the stream.</returns>
    public bool TryRead(ReadOnlySpan<byte> carried, out ReadOnlySpan<byte> block)
    {
        var count = _reading is null ? Fill(_next) : _reading.GetAwaiter().GetResult();
        carried.CopyTo(_next.AsSpan(room - carried.Length));
        (_current, _next) = (_next, _current);
        block = _current.AsSpan(room - carried.Length, carried.Length + count);
        if (count == 0) return false;
        if (_next.Length == 0) _next = new byte[room + BlockLength];
        _reading = isAhead && count == BlockLength ? Ahead(_next) : null;
        return true;
    }

    private Task<int> Ahead(byte[] buffer) => Task.Run(() => Fill(buffer));

    private int Fill(byte[] buffer)
    {
        var count = 0;
        while (count < BlockLength && stream.Read(buffer.AsSpan(room + count, BlockLength - count)) is > 0 and var read) count += read;
        return count;
    }
}
