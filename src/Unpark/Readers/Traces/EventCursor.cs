namespace Unpark.Readers.Traces;

/// <summary>The next event of one thread (formats from 1.22) or processor (before), and where to read on.</summary>
internal struct EventCursor
{
    /// <summary>Slot of the thread or processor; -1 for the batch of a generation that belongs to none.</summary>
    public int Lane;

    /// <summary>When the event happened, in the trace's own units.</summary>
    public ulong Time;

    /// <summary>TraceEvent or TraceEventV1.</summary>
    public byte Type;

    /// <summary>Arguments behind the time, in the order of the wire.</summary>
    public ulong A, B, C, D;

    /// <summary>Where to read on: the batch, and the place in it.</summary>
    public int Batch;

    public byte[] Bytes;
    public int Position;
    public int End;

    public readonly ReadOnlySpan<byte> Rest => Bytes.AsSpan(0, End);
}
