namespace Unpark.Tests.Monitor;

/// <summary>A machine whose wall clock somebody sets, while its other clock goes on.</summary>
internal sealed class SteppedTime(ManualTime inner) : TimeProvider
{
    /// <summary>Between the wall clock and the time that has really passed.</summary>
    public TimeSpan Step { get; set; }

    public override long TimestampFrequency => inner.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + Step;

    public override long GetTimestamp() => inner.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);
}
