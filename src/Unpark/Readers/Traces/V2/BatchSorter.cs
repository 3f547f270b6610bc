using System.Runtime.InteropServices;
using Unpark.Knowledge.Traces;

namespace Unpark.Readers.Traces.V2;

/// <summary>Puts a batch where it belongs: events by thread, strings and stacks into the dictionary, the clock.</summary>
internal readonly ref struct BatchSorter(Generation generation, TraceResult result, long offset)
{
    public void Take(BatchHeader header, ReadOnlyMemory<byte> data)
    {
        result.CountEvent(header.Type);
        if (header.Type == TraceEvent.ExperimentalBatch) return;
        generation.Mention(header.Time);
        if (data.IsEmpty) return;

        var kind = (TraceEvent)data.Span[0];
        var readWell = kind switch
        {
            TraceEvent.Strings => ReadStrings(data),
            TraceEvent.Stacks => ReadStacks(data),
            TraceEvent.CPUSamples => ReadSamples(data.Span),
            TraceEvent.Sync or TraceEvent.Frequency => ReadClock(header, data.Span),
            _ => AddEvents(header, data),
        };
        if (!readWell) result.Say(offset, $"expected a batch of {kind}, found other things in it; the rest of it is left out");
    }

    private bool AddEvents(BatchHeader header, ReadOnlyMemory<byte> data)
    {
        MemoryMarshal.TryGetArray(data, out var bytes);
        generation.AddEvents(header.Thread, new(bytes.Array!, bytes.Offset, bytes.Count, header.Time));
        return true;
    }

    // 4 { 5 id length bytes }
    private bool ReadStrings(ReadOnlyMemory<byte> data)
    {
        var rest = Begin(data.Span, TraceEvent.Strings);
        while (!rest.AtEnd)
        {
            if (!TryTake(ref rest, TraceEvent.String) || !rest.TryReadNumber(out var id) || !rest.TryReadNumber(out var length)) return false;
            var start = rest.Position;
            if (!rest.TrySkip(length)) return false;
            generation.Dictionary.AddString(id, data.Slice(start, (int)length));
        }
        return true;
    }

    // 2 { 3 id n { pc func file line } }
    private bool ReadStacks(ReadOnlyMemory<byte> data)
    {
        var rest = Begin(data.Span, TraceEvent.Stacks);
        while (!rest.AtEnd)
        {
            if (!TryTake(ref rest, TraceEvent.Stack) || !rest.TryReadNumber(out var id) || !rest.TryReadNumber(out var frames)) return false;
            var start = rest.Position;
            if (frames > (ulong)data.Length || !TrySkipNumbers(ref rest, (int)frames * 4)) return false;
            generation.Dictionary.AddStack(id, (int)frames, data[start..rest.Position]);
        }
        return true;
    }

    // 6 { 7 time m p g stack }: counted, not kept.
    private bool ReadSamples(ReadOnlySpan<byte> data)
    {
        var rest = Begin(data, TraceEvent.CPUSamples);
        while (!rest.AtEnd)
        {
            if (!TryTake(ref rest, TraceEvent.CPUSample) || !TrySkipNumbers(ref rest, 5)) return false;
        }
        return true;
    }

    // 8 freq, or from format 1.25 on 50 { 8 freq | 51 dt mono sec nsec }
    private bool ReadClock(BatchHeader header, ReadOnlySpan<byte> data)
    {
        var rest = new TraceBytes(data);
        while (rest.TryReadByte(out var type))
        {
            result.CountEvent((TraceEvent)type);
            if ((TraceEvent)type == TraceEvent.Sync) continue;
            if ((TraceEvent)type == TraceEvent.Frequency && rest.TryReadNumber(out var frequency)) generation.NanosecondsPerUnit = frequency == 0 ? 0 : 1e9 / frequency;
            else if ((TraceEvent)type != TraceEvent.ClockSnapshot || !TryReadSnapshot(ref rest, header.Time)) return false;
        }
        return true;
    }

    private bool TryReadSnapshot(ref TraceBytes rest, ulong time)
    {
        if (!rest.TryReadNumber(out var since) || !rest.TryReadNumber(out _) || !rest.TryReadNumber(out var seconds) || !rest.TryReadNumber(out var nanoseconds)) return false;
        if (seconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds() - 1 && nanoseconds < 1_000_000_000)
            generation.Clock = (time + since, DateTimeOffset.FromUnixTimeSeconds((long)seconds).AddTicks((long)nanoseconds / TimeSpan.NanosecondsPerTick));
        return true;
    }

    private TraceBytes Begin(ReadOnlySpan<byte> data, TraceEvent section)
    {
        result.CountEvent(section);
        var rest = new TraceBytes(data);
        rest.TrySkip(1);
        return rest;
    }

    private bool TryTake(ref TraceBytes rest, TraceEvent type)
    {
        if (!rest.TryReadByte(out var found) || found != (byte)type) return false;
        result.CountEvent(type);
        return true;
    }

    private static bool TrySkipNumbers(ref TraceBytes rest, int count)
    {
        for (var i = 0; i < count; i++)
            if (!rest.TryReadNumber(out _)) return false;
        return true;
    }
}
