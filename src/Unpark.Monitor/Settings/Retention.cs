namespace Unpark.Monitor.Settings;

/// <summary>What is kept for how long.</summary>
public sealed record Retention
{
    public static Retention Default { get; } = new();

    /// <summary>Every count that was seen.</summary>
    public TimeSpan Samples { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Lowest and highest count of every five minutes.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Profiles and dumps. Those taken by the clock are thinned: one an hour for two days, one in six hours for a week, one a day after that.</summary>
    public TimeSpan Snapshots { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Between two profiles of one target that are kept by the clock.</summary>
    public TimeSpan SnapshotInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>As long as anything of a target is kept, but for what happened to it.</summary>
    internal TimeSpan OfTargets => Snapshots > History ? Snapshots : History;

    /// <summary>Events, deployments, and findings that are gone.</summary>
    public TimeSpan Events { get; init; } = TimeSpan.FromDays(180);

    /// <summary>Bytes on disk; above them the oldest snapshots go first, then the oldest samples and history. The embedded store never exceeds them.</summary>
    public long MaxBytes { get; init; } = 20L << 30;
}
