using System.Collections.Immutable;
using Unpark.Model.Traces;

namespace Unpark.Readers.Traces;

/// <summary>Adds up what goroutines did, in arrays by state and reason.</summary>
internal sealed class TraceTally
{
    private const int States = (int)GoroutineState.Syscall + 1;
    private const int Pairs = States * States;

    private readonly long[] _transitions = new long[Pairs * TraceReasonTable.Max];
    private readonly long[] _atEnd = new long[States * TraceReasonTable.Max];
    private readonly TraceSpans[] _times = new TraceSpans[States * TraceReasonTable.Max];
    private readonly Dictionary<string, TraceSpans> _stops = new(StringComparer.Ordinal);
    private string? _stopKind;
    private long _stopBegan;
    private long _collectionBegan = -1;

    public TraceSpans Collections { get; private set; }

    public void AddTransition(GoroutineState from, GoroutineState to, short reason) =>
        _transitions[(reason * Pairs) + ((int)from * States) + (int)to]++;

    public void AddTime(GoroutineState state, short reason, long nanoseconds)
    {
        ref var spans = ref _times[(reason * States) + (int)state];
        spans = spans.And(Math.Max(0, nanoseconds));
    }

    public void AddAtEnd(GoroutineState state, short reason) =>
        _atEnd[((state == GoroutineState.Waiting ? reason : TraceReasonTable.None) * States) + (int)state]++;

    public void StopWorld(string kind, long time) => (_stopKind, _stopBegan) = (kind, time);

    public void StartWorld(long time)
    {
        if (_stopKind is null) return;
        _stops[_stopKind] = _stops.GetValueOrDefault(_stopKind).And(time - _stopBegan);
        _stopKind = null;
    }

    public void BeginCollection(long time) => _collectionBegan = time;

    public void EndCollection(long time)
    {
        if (_collectionBegan >= 0) Collections = Collections.And(time - _collectionBegan);
        _collectionBegan = -1;
    }

    public long Created => Sum(GoroutineState.NotExist, null);

    public long Ended => Sum(null, GoroutineState.NotExist);

    public ImmutableArray<TraceTransition> Transitions(TraceReasonTable reasons) =>
    [
        .. Indexes(_transitions.Length, index => _transitions[index] != 0)
            .Select(index => new TraceTransition((GoroutineState)(index % Pairs / States), (GoroutineState)(index % States), reasons[index / Pairs], _transitions[index]))
            .OrderBy(transition => transition.From).ThenBy(transition => transition.To).ThenBy(transition => transition.Reason, StringComparer.Ordinal),
    ];

    /// <summary>Those that ended included, as NotExist.</summary>
    public ImmutableArray<TraceStateCount> AtEnd(TraceReasonTable reasons) =>
    [
        .. Indexes(_atEnd.Length, index => _atEnd[index] != 0)
            .Select(index => new TraceStateCount((GoroutineState)(index % States), reasons[index / States], _atEnd[index]))
            .Concat(Ended == 0 ? [] : [new TraceStateCount(GoroutineState.NotExist, "", Ended)])
            .OrderBy(state => state.State).ThenBy(state => state.Reason, StringComparer.Ordinal),
    ];

    public ImmutableArray<TraceTime> Times(TraceReasonTable reasons) =>
    [
        .. Indexes(_times.Length, index => _times[index].Count != 0 && index % States > (int)GoroutineState.NotExist)
            .Select(index => new TraceTime((GoroutineState)(index % States), reasons[index / States], _times[index]))
            .OrderByDescending(time => time.Spans.TotalNanoseconds).ThenBy(time => time.State).ThenBy(time => time.Reason, StringComparer.Ordinal),
    ];

    public ImmutableArray<TraceStop> Stops() =>
        [.. _stops.Select(stop => new TraceStop(stop.Key, stop.Value)).OrderByDescending(stop => stop.Spans.TotalNanoseconds).ThenBy(stop => stop.Kind, StringComparer.Ordinal)];

    private long Sum(GoroutineState? from, GoroutineState? to) =>
        Indexes(_transitions.Length, index => (from is null || (int)from == index % Pairs / States) && (to is null || (int)to == index % States)).Sum(index => _transitions[index]);

    private static IEnumerable<int> Indexes(int length, Func<int, bool> where) => Enumerable.Range(0, length).Where(where);
}
