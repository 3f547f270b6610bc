using Unpark.Knowledge.Traces;

namespace Unpark.Readers.Traces.V1;

/// <summary>One event as it stands in a trace of format 1.21 or before.</summary>
/// <remarks>Source: <c>readRawEvent</c>, internal/trace/internal/tracev1/parser.go, Go 1.27.</remarks>
internal ref struct WireEvent
{
    public TraceEventV1 Type;

    /// <summary>Its numbers, where they do not follow a rule of their own.</summary>
    public ReadOnlySpan<byte> Numbers;

    /// <summary>Of <see cref="Numbers"/> in the trace.</summary>
    public int Start;

    /// <summary>Processor and ticks of a Batch; id of a String.</summary>
    public ulong First, Second;

    /// <summary>Text of a String: begin and length in the trace.</summary>
    public int TextStart, TextLength;

    /// <param name="position">Of the event; behind it on success.</param>
    /// <returns>False when the bytes are no event or it is cut.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, ref int position, out WireEvent e)
    {
        e = default;
        if (position >= bytes.Length) return false;
        var first = bytes[position];
        var at = position + 1;
        e.Type = (TraceEventV1)(first & 0x3f);
        var read = e.Type switch
        {
            < TraceEventV1.Batch or > TraceEventV1.CPUSample => false,
            TraceEventV1.Batch => Varint.TryRead(bytes, ref at, out e.First) && Varint.TryRead(bytes, ref at, out e.Second),
            TraceEventV1.String => e.TryReadString(bytes, ref at),
            _ => e.TryReadNumbers(bytes, ref at, first >> 6),
        };
        if (read) position = at;
        return read;
    }

    private bool TryReadString(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (!Varint.TryRead(bytes, ref at, out First) || !TryReadLength(bytes, ref at, out TextLength)) return false;
        TextStart = at;
        at += TextLength;
        return true;
    }

    // One, two or three numbers; or a length in bytes, then as many bytes of numbers.
    private bool TryReadNumbers(ReadOnlySpan<byte> bytes, ref int at, int inline)
    {
        if (inline == 3)
        {
            if (!TryReadLength(bytes, ref at, out var length)) return false;
            Start = at;
            Numbers = bytes.Slice(at, length);
            at += length;
            return Type != TraceEventV1.UserLog || TrySkipText(bytes, ref at);
        }
        Start = at;
        for (var i = 0; i <= inline; i++)
            if (!Varint.TryRead(bytes, ref at, out _)) return false;
        Numbers = bytes[Start..at];
        return true;
    }

    private static bool TrySkipText(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (!TryReadLength(bytes, ref at, out var length)) return false;
        at += length;
        return true;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, ref int at, out int length)
    {
        length = 0;
        if (!Varint.TryRead(bytes, ref at, out var number) || number > (ulong)(bytes.Length - at)) return false;
        length = (int)number;
        return true;
    }
}
