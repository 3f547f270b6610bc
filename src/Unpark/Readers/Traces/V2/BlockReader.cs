using System.Buffers;

namespace Unpark.Readers.Traces.V2;

/// <summary>
/// Reads a stream in blocks and keeps them while a generation that points into them is worked on. A piece asked for is
/// always in one block.
/// </summary>
internal sealed class BlockReader(Stream stream) : IDisposable
{
    private const int BlockSize = 1 << 20;

    private readonly List<byte[]> _full = [];

    /// <summary>Bytes of the stream before <see cref="Block"/>.</summary>
    private long _before;
    private int _end;
    private bool _atEnd;

    public byte[] Block { get; private set; } = ArrayPool<byte>.Shared.Rent(BlockSize);

    /// <summary>Of the next byte in <see cref="Block"/>.</summary>
    public int Position { get; set; }

    /// <summary>Of the next byte in the stream.</summary>
    public long Offset => _before + Position;

    public int Available => _end - Position;

    public ReadOnlySpan<byte> Rest => Block.AsSpan(Position, Available);

    /// <summary>Has that many bytes at hand, in one block.</summary>
    /// <returns>False when the stream ends before.</returns>
    public bool Ensure(int count)
    {
        if (Available >= count) return true;
        if (Position + count > Block.Length) NextBlock(count);
        while (Available < count && !_atEnd)
        {
            var read = stream.Read(Block, _end, Block.Length - _end);
            _atEnd = read == 0;
            _end += read;
        }
        return Available >= count;
    }

    /// <summary>Gives up all blocks but the one being read.</summary>
    public void Release()
    {
        foreach (var block in _full) ArrayPool<byte>.Shared.Return(block);
        _full.Clear();
    }

    public void Dispose()
    {
        Release();
        ArrayPool<byte>.Shared.Return(Block);
        Block = [];
    }

    private void NextBlock(int count)
    {
        var next = ArrayPool<byte>.Shared.Rent(Math.Max(BlockSize, count));
        Rest.CopyTo(next);
        _full.Add(Block);
        _before += Position;
        (Block, Position, _end) = (next, 0, Available);
    }
}
