namespace Unpark.Monitor.Schedule;

/// <summary>Counts looks and remembers the times of the last thousand.</summary>
internal sealed class LookFigures
{
    private const int Kept = 1000;

    private readonly Lock _gate = new();
    private readonly Queue<TimeSpan> _late = new(Kept + 1), _took = new(Kept + 1);
    private long _looks, _failed;
    private TimeSpan _lateSum, _tookSum;

    public void Add(TimeSpan late, TimeSpan took, bool failed)
    {
        lock (_gate)
        {
            _looks++;
            if (failed) _failed++;
            _lateSum += late;
            _tookSum += took;
            Keep(_late, late);
            Keep(_took, took);
        }
    }

    public ScheduleFigures Read(long missed, int busy, int workers)
    {
        lock (_gate)
        {
            TimeSpan[] late = [.. _late.Order()], took = [.. _took.Order()];
            return new(_looks, _failed, missed, busy, workers, _lateSum, _tookSum, At(late, 0.5), At(late, 0.99), At(took, 0.5), At(took, 0.99));
        }
    }

    private static void Keep(Queue<TimeSpan> times, TimeSpan time)
    {
        times.Enqueue(time);
        if (times.Count > Kept) times.Dequeue();
    }

    private static TimeSpan At(TimeSpan[] sorted, double share) => sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
