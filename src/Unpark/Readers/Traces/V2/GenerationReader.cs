using Unpark.Knowledge.Traces;

namespace Unpark.Readers.Traces.V2;

/// <summary>Cuts a trace into generations.</summary>
/// <remarks>
/// <code>
/// file  = header { batch | EndOfGeneration }
/// batch = 1 gen m time size data[size] | 49 exp gen m time size data[size]
/// </code>
/// Up to format 1.25 a generation ends where the number changes. Source: internal/trace/generation.go, Go 1.27.
/// </remarks>
internal sealed class GenerationReader(BlockReader bytes, TraceResult result)
{
    private bool _ended;

    /// <summary>Reads the batches of the next generation.</summary>
    /// <returns>False at the end of the trace.</returns>
    public bool TryRead(Generation generation)
    {
        generation.Begin(0);
        while (!_ended && TryReadHeader(generation, out var header))
        {
            if (header.Type == TraceEvent.EndOfGeneration && TakeEnd()) break;
            if (generation.IsEmpty) generation.Begin(header.Generation);
            if (header.Generation != generation.Number) break;
            TakeBatch(header, generation);
        }
        return !generation.IsEmpty;
    }

    private bool TakeEnd()
    {
        bytes.Position++;
        result.CountEvent(TraceEvent.EndOfGeneration);
        return true;
    }

    // Stops before the header: the batch may be the next generation's.
    private bool TryReadHeader(Generation generation, out BatchHeader header)
    {
        header = default;
        if (!bytes.Ensure(BatchHeader.MaxLength) && bytes.Available == 0)
        {
            _ended = true;
            generation.Cut = LacksItsEnd(generation);
            if (generation.Cut) result.Say(bytes.Offset, $"expected the end of generation {generation.Number}, found the end of the trace");
            return false;
        }
        if (BatchHeader.TryRead(bytes.Rest, out header)) return true;
        Break(generation, bytes.Available < BatchHeader.MaxLength ? "expected a whole batch, found the end of the trace" : "expected a batch, found something else; the rest is left out");
        return false;
    }

    // Strings come last. Without a mark for the end they are all there is to tell.
    private bool LacksItsEnd(Generation generation) =>
        !generation.IsEmpty && (result.Format >= TraceFormat.HasEndOfGeneration || generation.Dictionary.Strings == 0);

    private void TakeBatch(BatchHeader header, Generation generation)
    {
        generation.Size += header.Length + (long)header.Size + Generation.BytesPerBatch;
        if (generation.Size > result.Limits.MaxGenerationBytes)
        {
            Break(generation, $"generation {generation.Number} is larger than {result.Limits.MaxGenerationBytes} bytes (ReaderLimits.MaxGenerationBytes); the rest is left out");
            return;
        }
        var size = (int)header.Size;
        if (!bytes.Ensure(header.Length + size))
        {
            Break(generation, $"expected a batch of {size} bytes, found the end of the trace after {bytes.Available - header.Length}");
            return;
        }
        var data = bytes.Block.AsMemory(bytes.Position + header.Length, size);
        new BatchSorter(generation, result, bytes.Offset).Take(header, data);
        bytes.Position += header.Length + size;
    }

    private void Break(Generation generation, string message)
    {
        _ended = true;
        generation.Cut = true;
        result.Say(bytes.Offset, message);
    }
}
