using Unpark.Knowledge.Traces;

namespace Unpark.Readers.Traces.V2;

/// <summary>Puts the events of a generation in order and lets them happen.</summary>
internal sealed class GenerationOrder(TraceResult result) : EventOrder
{
    private readonly Scheduler _scheduler = new(result);
    private Generation _generation = null!;
    private bool _decodesBadly;

    public void Run(Generation generation, CancellationToken cancellation)
    {
        _generation = generation;
        _scheduler.Begin(generation);
        if (generation.NanosecondsPerUnit == 0) result.Say(Position, "expected the frequency of the clock, found none; its times are left out");

        foreach (var thread in generation.Threads) Add(Cursor(thread.Thread, thread.First));
        if (Run(cancellation) is { } stuck) Break(stuck);
        if (_decodesBadly) result.Say(Position, "expected events of its format, found others; the rest of their batches is left out");
        _decodesBadly = false;
        _scheduler.End();
    }

    protected override bool TryDecode(ref EventCursor cursor)
    {
        while (true)
        {
            while (cursor.Position >= cursor.End)
            {
                if (cursor.Batch < 0) return false;
                Open(ref cursor, cursor.Batch);
            }
            if (TryDecodeEvent(ref cursor)) return true;
            _decodesBadly = true;
            cursor.Position = cursor.End;
        }
    }

    protected override bool MayAdvance(in EventCursor cursor) => _scheduler.MayAdvance(in cursor);

    protected override bool Advance(in EventCursor cursor) => _scheduler.Advance(in cursor);

    private string Position => $"generation {_generation.Number}";

    private EventCursor Cursor(ulong thread, int batch)
    {
        var cursor = new EventCursor { Lane = _scheduler.Thread(thread) };
        Open(ref cursor, batch);
        return cursor;
    }

    private void Open(ref EventCursor cursor, int index)
    {
        var batch = _generation.Batches[index];
        cursor.Bytes = batch.Bytes;
        cursor.Position = batch.Offset;
        cursor.End = batch.Offset + batch.Length;
        cursor.Time = batch.Time;
        cursor.Batch = batch.Next;
    }

    // type dt args
    private bool TryDecodeEvent(ref EventCursor cursor)
    {
        var bytes = cursor.Rest;
        var position = cursor.Position;
        var type = bytes[position++];
        var numbers = type < TraceWire.Numbers.Length ? TraceWire.Numbers[type] : 0;
        if (numbers == 0 || !Varint.TryRead(bytes, ref position, out var since)) return false;
        if (numbers > 1 && !Varint.TryRead(bytes, ref position, out cursor.A)) return false;
        if (numbers > 2 && !Varint.TryRead(bytes, ref position, out cursor.B)) return false;
        if (numbers > 3 && !Varint.TryRead(bytes, ref position, out cursor.C)) return false;
        if (numbers > 4 && !Varint.TryRead(bytes, ref position, out cursor.D)) return false;

        result.CountEvent((TraceEvent)type);
        cursor.Type = type;
        cursor.Time += since;
        cursor.Position = position;
        return true;
    }

    private void Break(in EventCursor stuck)
    {
        result.Say(Position, $"expected events that follow each other, found a {(TraceEvent)stuck.Type} that cannot; the rest of the generation is left out");
        Clear();
        _scheduler.Lose();
    }
}
