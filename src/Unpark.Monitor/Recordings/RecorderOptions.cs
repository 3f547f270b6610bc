namespace Unpark.Monitor.Recordings;

/// <summary>When to record, and for how long to keep it.</summary>
public sealed record RecorderOptions
{
    /// <summary>Between two recordings, when there is no <see cref="Cron"/>.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>When to record; null: by <see cref="Every"/>.</summary>
    public CronExpression? Cron { get; init; }

    /// <summary>Ends after so many rounds; null: when it is cancelled.</summary>
    public int? Rounds { get; init; }

    /// <summary>What is older is deleted.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long, in sum, one recording may stop a target: zero takes profiles and nothing else.</summary>
    public TimeSpan AllowStop { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
