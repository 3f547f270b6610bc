using System.Buffers;
using Unpark.Model;

namespace Unpark.Readers.Tracebacks.Chunks;

/// <summary>
/// Reads a stream in blocks and hands it on in chunks of whole lines, cut between two goroutines where the block holds such
/// a place, else behind its last line. Every byte is copied at most a few times, however the lines fall.
/// </summary>
internal sealed class ChunkReader(Stream bytes, ReaderLimits limits, int blockSize) : IDisposable
{
    private readonly Stack<Chunk> _free = new();
    private readonly List<Chunk> _all = [];
    private Chunk? _next;
    private bool _nextIsFresh = true;
    private bool _skipsLine;
    private bool _ended;

    /// <summary>Bytes read so far.</summary>
    public long Total { get; private set; }

    /// <summary>There was more than <see cref="ReaderLimits.MaxBytes"/>.</summary>
    public bool HitLimit { get; private set; }

    /// <returns>False behind the last chunk, which says so itself; it may be empty.</returns>
    public bool TryRead(out Chunk chunk)
    {
        chunk = _next ?? Rent(0);
        if (_ended) return false;
        var filled = chunk.End;
        var searched = 0;
        for (var capacity = Math.Max(blockSize, filled + 1); ; capacity = filled * 2)
        {
            Reserve(chunk, capacity);
            filled = Fill(chunk, filled, capacity);
            if (_ended) return Complete(chunk, filled);
            var text = chunk.Text.AsSpan(0, filled);
            if (CutBetweenGoroutines(text) is > 0 and var cut) return Hand(chunk, cut, filled, betweenGoroutines: true);
            if (text[searched..].LastIndexOf((byte)'\n') is >= 0 and var end) return Hand(chunk, searched + end + 1, filled, betweenGoroutines: false);
            searched = filled;
            if (filled > limits.MaxLine) return HandBeginningOfLine(chunk, filled);
        }
    }

    /// <summary>The chunk is done with; its memory serves the next.</summary>
    public void Return(Chunk chunk) => _free.Push(chunk);

    public void Dispose()
    {
        foreach (var chunk in _all) ArrayPool<byte>.Shared.Return(chunk.Text);
    }

    private Chunk Rent(int size)
    {
        if (!_free.TryPop(out var chunk)) _all.Add(chunk = new());
        chunk.Clear();
        chunk.Start = chunk.End = 0;
        Reserve(chunk, Math.Max(size, blockSize));
        return chunk;
    }

    private static void Reserve(Chunk chunk, int size)
    {
        if (chunk.Text.Length >= size + Chunk.Slack) return;
        var larger = ArrayPool<byte>.Shared.Rent(size + Chunk.Slack);
        chunk.Text.AsSpan().CopyTo(larger);
        if (chunk.Text.Length > 0) ArrayPool<byte>.Shared.Return(chunk.Text);
        chunk.Text = larger;
    }

    // Until the block is full or the stream has ended; a stream may give a byte at a time.
    private int Fill(Chunk chunk, int filled, int capacity)
    {
        while (filled < capacity && !_ended)
        {
            var read = bytes.Read(chunk.Text.AsSpan(filled, (int)Math.Min(capacity - filled, limits.MaxBytes - Total)));
            Total += read;
            HitLimit = Total >= limits.MaxBytes;
            _ended = read == 0 || HitLimit;
            filled = _skipsLine ? SkipLine(chunk, filled, read) : filled + read;
        }
        return filled;
    }

    // Behind the beginning of a line that was too long, everything up to its line feed is dropped.
    private int SkipLine(Chunk chunk, int filled, int read)
    {
        var text = chunk.Text.AsSpan(filled, read);
        var end = text.IndexOf((byte)'\n');
        if (end < 0) return filled;
        _skipsLine = false;
        text[(end + 1)..].CopyTo(text);
        return filled + read - end - 1;
    }

    private static int CutBetweenGoroutines(ReadOnlySpan<byte> text) => text.LastIndexOf("\n\ngoroutine "u8) is >= 0 and var found ? found + 2 : -1;

    private bool Hand(Chunk chunk, int cut, int filled, bool betweenGoroutines)
    {
        chunk.End = cut;
        chunk.StartsFresh = _nextIsFresh;
        chunk.EndsBetweenGoroutines = _nextIsFresh = betweenGoroutines;
        _next = Rent(filled - cut);
        chunk.Text.AsSpan(cut, filled - cut).CopyTo(_next.Text);
        _next.End = filled - cut;
        return true;
    }

    private bool HandBeginningOfLine(Chunk chunk, int filled)
    {
        chunk.Text[limits.MaxLine] = (byte)'\n';
        chunk.EndsInsideLine = _skipsLine = true;
        return Hand(chunk, limits.MaxLine + 1, Math.Min(filled, limits.MaxLine + 1), betweenGoroutines: false);
    }

    private bool Complete(Chunk chunk, int filled)
    {
        if (filled > 0 && chunk.Text[filled - 1] != '\n')
        {
            Reserve(chunk, filled + 1);
            chunk.Text[filled++] = (byte)'\n';
            chunk.Unterminated = true;
        }
        chunk.End = filled;
        chunk.StartsFresh = _nextIsFresh;
        chunk.IsLast = true;
        return true;
    }
}
