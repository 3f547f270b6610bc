namespace Unpark.Readers.Traces;

/// <summary>Reads the numbers of a trace from a piece of it.</summary>
internal ref struct TraceBytes(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; }

    public readonly bool AtEnd => Position >= _bytes.Length;

    public bool TryReadByte(out byte value)
    {
        value = 0;
        if (AtEnd) return false;
        value = _bytes[Position++];
        return true;
    }

    public bool TryReadNumber(out ulong value)
    {
        var position = Position;
        if (!Varint.TryRead(_bytes, ref position, out value)) return false;
        Position = position;
        return true;
    }

    public bool TrySkip(ulong length)
    {
        if (length > (ulong)(_bytes.Length - Position)) return false;
        Position += (int)length;
        return true;
    }
}
