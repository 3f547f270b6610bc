using Unpark.Knowledge.Traces;

namespace Unpark.Readers.Traces.V2;

internal sealed partial class Scheduler
{
    private Collector _collector;
    private ulong _collectorSequence;

    private enum Collector
    {
        Unknown,
        Off,
        On,
    }

    // Begin and end of a collection can stand on different threads.
    private bool IsNextOfCollector(ulong sequence) => _collector == Collector.Unknown || sequence == _collectorSequence + 1;

    private bool Collect(TraceEvent type, ulong sequence)
    {
        _collectorSequence = sequence;
        _collector = type == TraceEvent.GCEnd ? Collector.Off : Collector.On;
        if (type == TraceEvent.GCBegin) _goroutines.Tally.BeginCollection(_now);
        if (type == TraceEvent.GCEnd) _goroutines.Tally.EndCollection(_now);
        return true;
    }

    private bool StopWorld(ulong kind)
    {
        _goroutines.Tally.StopWorld(result.Reasons[_generation.Dictionary.Reason(kind)], _now);
        return true;
    }

    private bool StartWorld()
    {
        _goroutines.Tally.StartWorld(_now);
        return true;
    }
}
