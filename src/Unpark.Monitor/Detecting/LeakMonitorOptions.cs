namespace Unpark.Monitor.Detecting;

/// <summary>What a caller may decide about the monitor of one program.</summary>
public sealed record LeakMonitorOptions
{
    public static LeakMonitorOptions Default { get; } = new();

    /// <summary>Between two looks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Above so many goroutines a dump is written; null: none is, whatever their number.</summary>
    public long? Threshold { get; init; }

    /// <summary>Where dumps go; made when it is not there.</summary>
    public string DumpFolder { get; init; } = ".";

    /// <summary>Shortest time between two dumps.</summary>
    public TimeSpan DumpInterval { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Dumps in the folder; the oldest of this monitor's form goes when there are more.</summary>
    public int MostDumps { get; init; } = 20;

    /// <summary>How long one look may stop the program. Beyond it the dump is a profile, which does not stop it, and has no ids and ages.</summary>
    public TimeSpan AllowStop { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
