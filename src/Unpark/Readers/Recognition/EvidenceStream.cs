using Unpark.Model;

namespace Unpark.Readers.Recognition;

/// <summary>The evidence without its compression, with a look ahead, and an end where the limits say.</summary>
/// <remarks>Never throws on content: what is wrong with it ends the stream and is told in <see cref="Problem"/>.</remarks>
internal sealed class EvidenceStream : ReadOnlyStream
{
    // gzip in gzip happens, when a download is compressed on its way; more than that is an attack.
    private const int MaxLayers = 3;

    // A claimed length beyond this is not believed before the bytes are there.
    private const long MaxHintRatio = 20;

    private readonly List<GunzipStream> _layers = [];
    private readonly ReaderLimits _limits;
    private readonly CancellationToken _cancellation;
    private Stream _bytes;
    private byte[] _ahead = [];
    private int _aheadStart;
    private int _aheadEnd;
    private bool _aheadTaken;
    private long _start;
    private long _given;
    private StreamProblem? _problem;

    public EvidenceStream(Stream bytes, ReaderLimits limits, CancellationToken cancellation)
    {
        (_bytes, _limits, _cancellation) = (bytes, limits, cancellation);
        if (bytes.CanSeek) (_start, LengthHint) = (bytes.Position, bytes.Length - bytes.Position);
        while (_layers.Count < MaxLayers && GunzipStream.Begins(Peek(3))) Unpack();
    }

    public bool IsGzip => _layers.Count > 0;

    /// <summary>How many bytes to expect; 0 when unknown, and wrong when the evidence lies.</summary>
    public long LengthHint { get; private set; }

    /// <summary>Why the stream ended before its end; null when it did not. Final once the stream is read to its end.</summary>
    public StreamProblem? Problem => _problem ?? _layers.Select(layer => layer.Problem).FirstOrDefault(problem => problem is not null);

    /// <summary>The next bytes without taking them: <paramref name="count"/>, or fewer at the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_aheadStart + count > _ahead.Length) MakeRoom(count);
        while (_aheadEnd - _aheadStart < count)
        {
            var read = ReadBytes(_ahead.AsSpan(_aheadEnd));
            if (read == 0) break;
            _aheadEnd += read;
        }
        return _ahead.AsSpan(_aheadStart, Math.Min(count, _aheadEnd - _aheadStart));
    }

    public override int Read(Span<byte> buffer)
    {
        if (_aheadStart == _aheadEnd) return ReadBeyond(buffer);
        var count = Math.Min(buffer.Length, _aheadEnd - _aheadStart);
        _ahead.AsSpan(_aheadStart, count).CopyTo(buffer);
        _aheadStart += count;
        return Counted(count);
    }

    /// <summary>Goes back to the first byte, for a second walk; false when the evidence is longer than what was looked at ahead and cannot be asked again.</summary>
    public bool TryRewind()
    {
        if (_aheadTaken)
        {
            if (!_bytes.CanSeek) return false;
            _bytes.Position = _start;
            (_aheadStart, _aheadEnd, _aheadTaken) = (0, 0, false);
        }
        else _aheadStart = 0;
        (_given, _problem) = (0, null);
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _layers.ForEach(layer => layer.Dispose());
        base.Dispose(disposing);
    }

    private void Unpack()
    {
        var packed = new Rest(_ahead.AsMemory(_aheadStart, _aheadEnd - _aheadStart), _bytes);
        (_ahead, _aheadStart, _aheadEnd) = ([], 0, 0);
        _layers.Add(new GunzipStream(packed, _limits));
        LengthHint = Math.Min(GunzipStream.LengthAtEnd(_bytes), LengthHint * MaxHintRatio);
        _bytes = _layers[^1];
    }

    private void MakeRoom(int count)
    {
        var larger = new byte[Math.Max(count, 4096)];
        _ahead.AsSpan(_aheadStart, _aheadEnd - _aheadStart).CopyTo(larger);
        (_ahead, _aheadStart, _aheadEnd) = (larger, 0, _aheadEnd - _aheadStart);
    }

    private int ReadBeyond(Span<byte> buffer)
    {
        var count = ReadBytes(buffer);
        if (count > 0 && !_aheadTaken) (_aheadTaken, _ahead, _aheadStart, _aheadEnd) = (true, [], 0, 0);
        return Counted(count);
    }

    private int ReadBytes(Span<byte> buffer)
    {
        _cancellation.ThrowIfCancellationRequested();
        return _bytes.Read(buffer);
    }

    private int Counted(int count)
    {
        if (_problem is not null) return 0;
        _given += count;
        if (_given <= _limits.MaxBytes) return count;
        _problem = new($"byte {_limits.MaxBytes}", $"the evidence is larger than {_limits.MaxBytes} bytes (ReaderLimits.MaxBytes); the rest is left out");
        return (int)Math.Max(0, count - (_given - _limits.MaxBytes));
    }

    /// <summary>Bytes already taken from a stream, then the stream.</summary>
    private sealed class Rest(ReadOnlyMemory<byte> taken, Stream bytes) : ReadOnlyStream
    {
        private ReadOnlyMemory<byte> _taken = taken;

        public override int Read(Span<byte> buffer)
        {
            if (_taken.IsEmpty) return bytes.Read(buffer);
            var count = Math.Min(buffer.Length, _taken.Length);
            _taken.Span[..count].CopyTo(buffer);
            _taken = _taken[count..];
            return count;
        }
    }
}

/// <summary>What is wrong with a stream, and where.</summary>
internal sealed record StreamProblem(string Position, string Message);
