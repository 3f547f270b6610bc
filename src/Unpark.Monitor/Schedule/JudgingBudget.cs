namespace Unpark.Monitor.Schedule;

/// <summary>How much of the processor verdicts may take: the rest is for looks, whose time does not wait.</summary>
/// <remarks>
/// A start, or a new version everywhere, shows something new at every target at once, and judging a target takes several times as long as
/// looking at it. Who is refused asks again at its next look, so that nothing piles up.
/// </remarks>
internal sealed class JudgingBudget(TimeProvider time)
{
    private const double ShareOfProcessors = 0.4;

    /// <summary>So much can be saved up: a small fleet never waits.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private TimeSpan _left = Most;
    private long _at = time.GetTimestamp();
    private long _refused;

    /// <summary>Verdicts that had to wait for a later look.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>There is time for one more verdict, however long it takes: <see cref="Spend"/> says so afterwards.</summary>
    public bool TryBegin()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            var earned = time.GetElapsedTime(_at, now) * (ShareOfProcessors * Environment.ProcessorCount);
            (_left, _at) = (_left + earned < Most ? _left + earned : Most, now);
            if (_left > TimeSpan.Zero) return true;
        }
        Interlocked.Increment(ref _refused);
        return false;
    }

    public void Spend(TimeSpan took)
    {
        lock (_gate) _left -= took;
    }
}
