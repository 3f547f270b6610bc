using Unpark.Knowledge.Traces;
using Unpark.Model.Traces;

namespace Unpark.Readers.Traces.V1;

/// <summary>Puts the events of all processors in order and lets them happen.</summary>
/// <remarks>
/// Each goroutine has a number that its events count up, and a state for the purpose of ordering; an event fits when both do.
/// Source: internal/trace/internal/tracev1/order.go and internal/trace/tracev1.go, Go 1.27.
/// </remarks>
internal sealed partial class ProcOrder : EventOrder
{
    private readonly TraceIndex _index;
    private readonly TraceResult _result;
    private readonly GoroutineTracker _goroutines;
    private readonly short[] _reasons = new short[(int)TraceEventV1.CPUSample + 1];
    private readonly Proc[] _procs;
    private Order[] _orders = new Order[64];

    public ProcOrder(TraceIndex index, TraceResult result)
    {
        (_index, _result, _goroutines) = (index, result, result.Goroutines);
        _procs = new Proc[index.Procs.Count];
        Array.Fill(_procs, new() { Entered = None, Blocked = None });
        for (var type = 0; type < _reasons.Length; type++) _reasons[type] = result.Reasons.Add(TraceReasons.Of((TraceEventV1)type) ?? "");
    }

    private const int None = -1;

    private enum Fit : byte
    {
        None,
        Runnable,
        Running,
        Waiting,
    }

    public new void Run(CancellationToken cancellation)
    {
        for (var lane = 0; lane < _procs.Length; lane++) Add(Cursor(lane));
        if (base.Run(cancellation) is { } stuck)
            _result.Say($"event at {_now} ns", $"expected events that follow each other, found a {(TraceEventV1)stuck.Type} that cannot; the rest of the trace is left out");

        for (var lane = 0; lane < _procs.Length; lane++) LeaveSyscall(lane);
        _result.End = _now;
        _result.Keep(_index.Dictionary, "end of the trace");
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
            if (!WireEvent.TryRead(cursor.Rest, ref cursor.Position, out var e)) cursor.Position = cursor.End;
            else if (HasTime(e.Type) && TryTake(in e, ref cursor)) return true;
        }
    }

    private EventCursor Cursor(int lane)
    {
        var cursor = new EventCursor { Lane = lane, Bytes = _index.Bytes };
        Open(ref cursor, _index.Procs[lane].First);
        return cursor;
    }

    private void Open(ref EventCursor cursor, int index)
    {
        var batch = _index.Batches[index];
        cursor.Position = batch.Start;
        cursor.End = batch.End;
        cursor.Time = batch.Time;
        cursor.Batch = batch.Next;
    }

    private static bool HasTime(TraceEventV1 type) =>
        type is not (TraceEventV1.Batch or TraceEventV1.Frequency or TraceEventV1.Stack or TraceEventV1.String or TraceEventV1.TimerGoroutine or TraceEventV1.CPUSample);

    // D becomes the goroutine that the event is of: most events do not name it, it is the one that runs on the processor.
    private bool TryTake(in WireEvent e, ref EventCursor cursor)
    {
        var numbers = new TraceBytes(e.Numbers);
        if (!numbers.TryReadNumber(out var since)) return false;
        numbers.TryReadNumber(out cursor.A);
        numbers.TryReadNumber(out cursor.B);
        numbers.TryReadNumber(out cursor.C);
        cursor.Time += since;
        cursor.Type = (byte)e.Type;

        ref var running = ref _procs[cursor.Lane].Running;
        if (IsStart(e.Type)) running = cursor.A;
        cursor.D = running;
        if (Stops(e.Type)) running = 0;
        return true;
    }

    private static bool IsStart(TraceEventV1 type) => type is TraceEventV1.GoStart or TraceEventV1.GoStartLocal or TraceEventV1.GoStartLabel;

    private static bool Blocks(TraceEventV1 type) => type is TraceEventV1.GoSleep or TraceEventV1.GoBlock or (>= TraceEventV1.GoBlockSend and <= TraceEventV1.GoBlockNet) or TraceEventV1.GoBlockGC;

    private static bool Stops(TraceEventV1 type) =>
        Blocks(type) || type is TraceEventV1.GoEnd or TraceEventV1.GoStop or TraceEventV1.GoSched or TraceEventV1.GoPreempt or TraceEventV1.GoSysBlock;

    /// <summary>What decides whether an event of a goroutine fits, by its slot.</summary>
    private struct Order
    {
        public ulong Sequence;
        public Fit Fit;
    }

    private struct Proc
    {
        /// <summary>Goroutine that runs on it where the cursor stands, 0 for none.</summary>
        public ulong Running;

        /// <summary>Slot of the goroutine that entered a syscall, of which only the next event of the processor says whether it blocks.</summary>
        public int Entered;

        public long EnteredAt;
        public int EnteredStack;

        /// <summary>Slot of the goroutine that blocked in a syscall with this processor.</summary>
        public int Blocked;
    }
}
