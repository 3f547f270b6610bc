namespace Unpark.Readers.Traces;

/// <summary>
/// Puts the events of several lanes (threads or processors) in order. Times are only a hint, because clocks differ: of
/// the events that may come next by the rules of the scheduler, the earliest does.
/// </summary>
/// <remarks>Source: <c>Reader.ReadEvent</c>, internal/trace/reader.go, and <c>parseEventBatches</c>, internal/trace/internal/tracev1/parser.go, Go 1.27.</remarks>
internal abstract class EventOrder
{
    // A trace in which every event has to wait for a thousand others was not written by a Go program.
    private const long TriesPerEvent = 1024;

    private EventCursor[] _cursors = new EventCursor[16];
    private int[] _heap = new int[16];
    private int _count;
    private long _tries;

    /// <summary>Works through all events of the lanes that were added.</summary>
    /// <returns>Null when all is done, else the event after which none may come next.</returns>
    public EventCursor? Run(CancellationToken cancellation)
    {
        for (var i = (_count / 2) - 1; i >= 0; i--) SiftDown(i);
        _tries = TriesPerEvent * 1024;
        for (var n = 0; _count > 0; n++)
        {
            if ((n & 0xfffff) == 0) cancellation.ThrowIfCancellationRequested();
            var next = MayAdvance(in _cursors[_heap[0]]) ? 0 : FirstThatMay();
            ref var cursor = ref _cursors[_heap[Math.Max(0, next)]];
            if (next < 0 || !Advance(in cursor)) return cursor;
            if (!TryDecode(ref cursor)) _heap[next] = _heap[--_count];
            SiftDown(SiftUp(next));
            _tries += TriesPerEvent;
        }
        return null;
    }

    /// <summary>Adds a lane that stands before its first event; one without events is left out.</summary>
    protected void Add(EventCursor cursor)
    {
        if (!TryDecode(ref cursor)) return;
        if (_count == _heap.Length)
        {
            Array.Resize(ref _heap, _count * 2);
            Array.Resize(ref _cursors, _count * 2);
        }
        _cursors[_count] = cursor;
        _heap[_count] = _count;
        _count++;
    }

    protected void Clear() => _count = 0;

    /// <summary>Reads the next event of a lane; false when there is none.</summary>
    protected abstract bool TryDecode(ref EventCursor cursor);

    /// <summary>Whether the event may come next. Changes nothing.</summary>
    protected abstract bool MayAdvance(in EventCursor cursor);

    /// <summary>Lets the event happen; false when it contradicts what happened before.</summary>
    protected abstract bool Advance(in EventCursor cursor);

    // Place in the heap of the earliest event that may come next; -1 when none may.
    private int FirstThatMay()
    {
        var first = -1;
        for (var i = 1; i < _count && _tries > 0; i++, _tries--)
        {
            ref var cursor = ref _cursors[_heap[i]];
            if ((first < 0 || cursor.Time < _cursors[_heap[first]].Time) && MayAdvance(in cursor)) first = i;
        }
        return first;
    }

    // A lane that ended gives its place to another, which can be earlier than those above.
    private int SiftUp(int child)
    {
        if (child >= _count) return child;
        var moving = _heap[child];
        for (var parent = (child - 1) / 2; child > 0 && _cursors[_heap[parent]].Time > _cursors[moving].Time; parent = (child - 1) / 2)
        {
            _heap[child] = _heap[parent];
            child = parent;
        }
        _heap[child] = moving;
        return child;
    }

    private void SiftDown(int parent)
    {
        if (parent >= _count) return;
        var moving = _heap[parent];
        var time = _cursors[moving].Time;
        for (var child = (2 * parent) + 1; child < _count; child = (2 * parent) + 1)
        {
            if (child + 1 < _count && _cursors[_heap[child + 1]].Time < _cursors[_heap[child]].Time) child++;
            if (_cursors[_heap[child]].Time >= time) break;
            _heap[parent] = _heap[child];
            parent = child;
        }
        _heap[parent] = moving;
    }
}
