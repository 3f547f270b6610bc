using System.Collections.Immutable;
using System.Globalization;
using Unpark.Knowledge.Traces;
using Unpark.Model;
using Unpark.Model.Traces;

namespace Unpark.Readers.Traces;

/// <summary>Everything a trace gave so far.</summary>
internal sealed class TraceResult
{
    private readonly string _source;
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly long[] _events = new long[256];
    private long _unsaid;

    public TraceResult(string source, int format, ReaderLimits limits)
    {
        (_source, Format, Limits) = (source, format, limits);
        Stacks = new(limits);
        Goroutines = new(limits.MaxTracedGoroutines, Reasons);
    }

    /// <summary>23 of "go 1.23 trace".</summary>
    public int Format { get; }

    public ReaderLimits Limits { get; }

    public TraceReasonTable Reasons { get; } = new();

    public TraceStacks Stacks { get; }

    public GoroutineTracker Goroutines { get; }

    public int Generations { get; set; }

    /// <summary>Time of the first and last event in nanoseconds, from wherever the trace counts.</summary>
    public long Start { get; set; }

    public long End { get; set; }

    /// <summary>Time and wall clock of one moment.</summary>
    public (long Time, DateTimeOffset Wall)? Clock { get; set; }

    /// <summary>The trace ends before its end, or part of it could not be put in order.</summary>
    public bool Cut { get; set; }

    public void CountEvent(TraceEvent type) => _events[(int)type]++;

    public void CountEvent(TraceEventV1 type) => _events[(int)type]++;

    /// <summary>Something is missing.</summary>
    /// <param name="position">"generation 5".</param>
    public void Say(string position, string message)
    {
        Cut = true;
        if (_diagnostics.Count < Limits.MaxDiagnostics) _diagnostics.Add(new(_source, position, message));
        else _unsaid++;
    }

    public void Say(long offset, string message) => Say($"byte {offset.ToString(CultureInfo.InvariantCulture)}", message);

    /// <summary>Makes what lives on independent of the ids of its generation.</summary>
    /// <param name="position">"generation 5".</param>
    public void Keep(TraceDictionary dictionary, string position)
    {
        foreach (var slot in Goroutines.Slots()) dictionary.Resolve(ref Goroutines[slot]);
        if (dictionary.Missing > 0) Say(position, $"expected a stack or a name for each id, found {dictionary.Missing} ids without; they are left empty");
    }

    public Reading ToReading()
    {
        if (_events.All(count => count == 0)) Say(TraceFormat.HeaderLength, "expected events, found the end of the trace");
        Goroutines.Finish(End);
        var trace = Figures();
        return new()
        {
            Source = _source,
            Format = $"execution trace ({trace.Format}, written by {TraceFormat.WrittenBy(Format)})",
            Trace = trace,
            Snapshots = [Snapshot()],
            Diagnostics = Diagnostics(),
        };
    }

    private ExecutionTrace Figures()
    {
        var tally = Goroutines.Tally;
        return new()
        {
            Format = string.Create(CultureInfo.InvariantCulture, $"go 1.{Format}"),
            Generations = Generations,
            Duration = new((End - Start) / TimeSpan.NanosecondsPerTick),
            StartedAt = WallClock(Start),
            Created = tally.Created,
            Ended = tally.Ended,
            Events = EventCounts(),
            Transitions = tally.Transitions(Reasons),
            AtEnd = tally.AtEnd(Reasons),
            Times = tally.Times(Reasons),
            Stops = tally.Stops(),
            Collections = tally.Collections,
        };
    }

    private Snapshot Snapshot() => new()
    {
        Source = _source,
        Kind = EvidenceKind.Trace,
        Groups = TraceGroups.Of(Goroutines, Stacks, Reasons, End),
        Total = Goroutines.Alive,
        TakenAt = WallClock(End),
        Cut = Cut,
    };

    private DateTimeOffset? WallClock(long time) =>
        Clock is { } clock && Math.Abs(time - clock.Time) < TimeSpan.FromDays(3650).Ticks ? clock.Wall.AddTicks((time - clock.Time) / TimeSpan.NanosecondsPerTick) : null;

    private ImmutableArray<TraceEventCount> EventCounts() =>
    [
        .. Enumerable.Range(0, _events.Length).Where(type => _events[type] != 0)
            .Select(type => new TraceEventCount(Format >= TraceFormat.V2 ? $"{(TraceEvent)type}" : $"{(TraceEventV1)type}", _events[type]))
            .OrderBy(count => count.Name, StringComparer.Ordinal),
    ];

    private ImmutableArray<Diagnostic> Diagnostics() =>
        _unsaid == 0 ? [.. _diagnostics] : [.. _diagnostics, new(_source, null, $"{_unsaid} more of this kind")];
}
