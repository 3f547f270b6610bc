using Unpark.Knowledge.Traces;

namespace Unpark.Readers.Traces.V2;

/// <summary>What stands before the data of a batch.</summary>
/// <param name="Length">Bytes of the header itself.</param>
/// <param name="Thread">2^64-1 for a batch that belongs to none.</param>
/// <param name="Size">Bytes of data behind the header.</param>
internal readonly record struct BatchHeader(TraceEvent Type, int Length, ulong Generation, ulong Thread, ulong Time, ulong Size)
{
    /// <summary>One byte of type, one of experiment, four numbers of at most ten bytes.</summary>
    public const int MaxLength = 42;

    /// <returns>False for bytes that are no header, and for one that is cut.</returns>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out BatchHeader header)
    {
        header = default;
        var rest = new TraceBytes(bytes);
        if (!rest.TryReadByte(out var first)) return false;
        var type = (TraceEvent)first;
        if (type == TraceEvent.EndOfGeneration)
        {
            header = new(type, rest.Position, 0, 0, 0, 0);
            return true;
        }
        if (type is not (TraceEvent.EventBatch or TraceEvent.ExperimentalBatch)) return false;
        if (type == TraceEvent.ExperimentalBatch && !rest.TryReadByte(out _)) return false;
        if (!rest.TryReadNumber(out var generation) || !rest.TryReadNumber(out var thread) || !rest.TryReadNumber(out var time) || !rest.TryReadNumber(out var size)) return false;
        header = new(type, rest.Position, generation, thread, time, size);
        return generation != 0 && size <= TraceFormat.MaxBatchSize;
    }
}
