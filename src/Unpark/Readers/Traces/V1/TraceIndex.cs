using Unpark.Knowledge.Traces;

namespace Unpark.Readers.Traces.V1;

/// <summary>What a first walk over a trace finds: batches by processor, strings, stacks, frequency.</summary>
/// <remarks>
/// <code>
/// file  = header { event }
/// event = type and count, numbers; a Batch says of which processor the events behind it are
/// </code>
/// </remarks>
internal sealed class TraceIndex(ArraySegment<byte> trace, TraceResult result)
{
    private readonly IdTable _lanes = new();

    public byte[] Bytes => trace.Array!;

    public TraceDictionary Dictionary { get; } = new(result.Stacks, result.Reasons, result.Limits);

    /// <summary>Batches in the order of the file; those of one processor are linked.</summary>
    public List<Batch> Batches { get; } = [];

    /// <summary>First and last batch of each processor.</summary>
    public List<(int First, int Last)> Procs { get; } = [];

    /// <summary>0 when the trace does not say.</summary>
    public double NanosecondsPerTick { get; private set; }

    public void Build()
    {
        var position = 0;
        var bytes = trace.AsSpan();
        while (position < bytes.Length)
        {
            var start = position;
            if (!WireEvent.TryRead(bytes, ref position, out var e))
            {
                result.Say(TraceFormat.HeaderLength + start, "expected an event, found other bytes or the end of the trace; the rest is left out");
                break;
            }
            result.CountEvent(e.Type);
            Take(e, position);
        }
    }

    private void Take(in WireEvent e, int end)
    {
        switch (e.Type)
        {
            case TraceEventV1.Batch:
                AddBatch(e.First, new(end, end, e.Second));
                return;
            case TraceEventV1.String:
                Dictionary.AddString(e.First, Bytes.AsMemory(e.TextStart, e.TextLength));
                break;
            case TraceEventV1.Stack:
                AddStack(e);
                break;
            case TraceEventV1.Frequency:
                var position = 0;
                if (Varint.TryRead(e.Numbers, ref position, out var frequency) && frequency != 0) NanosecondsPerTick = 1e9 / frequency;
                break;
        }
        if (Batches.Count > 0) Batches[^1] = Batches[^1] with { End = end };
    }

    // id n { pc func file line }
    private void AddStack(in WireEvent e)
    {
        var position = 0;
        if (!Varint.TryRead(e.Numbers, ref position, out var id) || !Varint.TryRead(e.Numbers, ref position, out var frames) || frames > (ulong)e.Numbers.Length) return;
        Dictionary.AddStack(id, (int)frames, Bytes.AsMemory(e.Start + position, e.Numbers.Length - position));
    }

    private void AddBatch(ulong proc, Batch batch)
    {
        var index = Batches.Count;
        Batches.Add(batch);
        if (_lanes.Find(proc) is >= 0 and var lane)
        {
            var last = Procs[lane].Last;
            Batches[last] = Batches[last] with { Next = index };
            Procs[lane] = Procs[lane] with { Last = index };
            return;
        }
        _lanes.Set(proc, Procs.Count);
        Procs.Add((index, index));
    }

    /// <param name="Start">Of its first event in the trace.</param>
    /// <param name="Time">Added to the <c>dt</c> of its first event.</param>
    /// <param name="Next">Index of the processor's next batch; -1 for the last.</param>
    internal readonly record struct Batch(int Start, int End, ulong Time, int Next = -1);
}
