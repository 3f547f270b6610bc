namespace Unpark.Monitor.Settings;

/// <summary>How often to look, and how much at once.</summary>
public sealed record ScheduleSettings
{
    public static ScheduleSettings Default { get; } = new();

    /// <summary>Between two looks at one target, where its group says nothing else.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest silence of a target, where its group says nothing else.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between two runs of the rules over one target.</summary>
    public TimeSpan EvaluationInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Targets looked at at the same time.</summary>
    public int Workers { get; init; } = 32;

    /// <summary>A target that fails is asked again after twice the time, four times, ..., up to this.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Shortest time between two looks at one target that may stop it (traceback, leak profile).</summary>
    public TimeSpan DeepLookInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>A site whose count is that of fewer goroutines than the largest so many of a target is counted with the rest.</summary>
    public int SitesPerTarget { get; init; } = 1000;
}
