namespace Unpark.Tests.Http;

/// <summary>A clock that runs faster than the wall's, so that a minute passes in a second.</summary>
internal sealed class FastTime(int factor) : TimeProvider
{
    private readonly DateTimeOffset _began = DateTimeOffset.UtcNow;

    public override long GetTimestamp() => TimeProvider.System.GetTimestamp() * factor;

    public override DateTimeOffset GetUtcNow() => _began + (DateTimeOffset.UtcNow - _began) * factor;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        TimeProvider.System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private TimeSpan Shorter(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / factor;
}
