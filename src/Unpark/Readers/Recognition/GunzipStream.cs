using System.Buffers.Binary;
using System.IO.Compression;
using Unpark.Model;

namespace Unpark.Readers.Recognition;

/// <summary>Unpacks gzip, one member or several, and ends quietly where the data is cut, damaged or a bomb.</summary>
internal sealed class GunzipStream : ReadOnlyStream
{
    // Below this no ratio makes a bomb.
    private const long Harmless = 1 << 20;

    private readonly Packed _packed;
    private readonly GZipStream _unpacked;
    private readonly ReaderLimits _limits;
    private long _given;
    private bool _ended;

    public GunzipStream(Stream packed, ReaderLimits limits)
    {
        _packed = new Packed(packed);
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress);
        _limits = limits;
    }

    /// <summary>Null while all is well. Final at the end of the stream.</summary>
    public StreamProblem? Problem { get; private set; }

    public static bool Begins(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b, 0x08]);

    /// <summary>What the last member says it holds, where the stream can be asked; 0 where it cannot.</summary>
    public static long LengthAtEnd(Stream packed)
    {
        if (!packed.CanSeek || packed.Length < sizeof(uint)) return 0;
        var position = packed.Position;
        Span<byte> length = stackalloc byte[sizeof(uint)];
        packed.Seek(-length.Length, SeekOrigin.End);
        packed.ReadExactly(length);
        packed.Position = position;
        return BinaryPrimitives.ReadUInt32LittleEndian(length);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty) return 0;
        var count = TryUnpack(buffer);
        _given += count;
        if (count == 0) End(Cut());
        else if (_given > Harmless && _given / _limits.MaxRatio > _packed.Taken) End(Bomb());
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int TryUnpack(Span<byte> buffer)
    {
        try
        {
            return _unpacked.Read(buffer);
        }
        catch (InvalidDataException)
        {
            End(new($"byte {_packed.Taken} compressed", $"the gzip data is damaged; only the {_given} bytes before the damage were read, copy or download the file again"));
            return 0;
        }
    }

    private void End(StreamProblem? problem)
    {
        _ended = true;
        Problem ??= problem;
    }

    // .NET ends a cut member as it ends a whole one. A whole one closes with the length of what it holds (RFC 1952, ISIZE).
    private StreamProblem? Cut() => _packed.HoldsLength(_given) || _packed.Members > 1
        ? null
        : new($"byte {_packed.Taken} compressed", $"the gzip data is cut; the {_given} bytes before the cut were read, copy or download the file again");

    private StreamProblem Bomb() =>
        new($"byte {_packed.Taken} compressed", $"{_given} bytes came out of {_packed.Taken}, more than {_limits.MaxRatio} for one (ReaderLimits.MaxRatio); the rest is left out");

    /// <summary>The packed bytes on their way to the inflater, with a memory of the last ones.</summary>
    private sealed class Packed(Stream bytes) : ReadOnlyStream
    {
        private const int TailLength = 64;

        private readonly byte[] _tail = new byte[TailLength];
        private int _tailCount;

        public long Taken { get; private set; }

        public int Members { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            var count = bytes.Read(buffer);
            if (count == 0) return 0;
            var block = buffer[..count];
            Taken += count;
            Members += MembersIn(block);
            if (block.ContainsAnyExcept((byte)0)) Remember(block);
            return count;
        }

        /// <summary>Whether the last bytes, or those before a little trailing garbage, are this length.</summary>
        public bool HoldsLength(long length)
        {
            Span<byte> size = stackalloc byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(size, unchecked((uint)length));
            var tail = _tail.AsSpan(0, _tailCount);
            return tail.Length >= size.Length && tail[^size.Length..].SequenceEqual(size) || length > byte.MaxValue && tail.IndexOf(size) >= 0;
        }

        // Magic, method, no reserved flag, a level and a system that RFC 1952 knows: chance writes that once in 10^10 bytes.
        private static int MembersIn(ReadOnlySpan<byte> block)
        {
            var count = 0;
            while (block.IndexOf((ReadOnlySpan<byte>)[0x1f, 0x8b, 0x08]) is >= 0 and var at && block.Length - at >= 10)
            {
                block = block[at..];
                if (block[3] < 0x20 && block[8] is 0 or 2 or 4 && block[9] is < 14 or 255) count++;
                block = block[3..];
            }
            return count;
        }

        private void Remember(ReadOnlySpan<byte> block)
        {
            var kept = Math.Min(_tailCount, Math.Max(0, TailLength - block.Length));
            _tail.AsSpan(_tailCount - kept, kept).CopyTo(_tail);
            var added = block[^Math.Min(block.Length, TailLength)..];
            added.CopyTo(_tail.AsSpan(kept));
            _tailCount = kept + added.Length;
        }
    }
}
