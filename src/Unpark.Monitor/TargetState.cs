using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Unpark.Findings;
using Unpark.Monitor.Targets;

namespace Unpark.Monitor;

/// <summary>How a target is by now.</summary>
public sealed record TargetState
{
    public required MonitoredTarget Target { get; init; }

    /// <summary>Of the last look, whether it failed or not; null before the first.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Goroutines at the last look that succeeded; null before it.</summary>
    public long? Goroutines { get; init; }

    /// <summary>Looks in a row that failed.</summary>
    public int Failures { get; init; }

    /// <summary>Why the last look failed, in a sentence; null when it did not.</summary>
    public string? Problem { get; init; }

    /// <summary>"go1.27.4", where the profiles tell.</summary>
    public string? GoVersion { get; init; }

    /// <summary>Worst first; none below a warning.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary>Goroutines by the fingerprint of their site, at the last look that gave a profile.</summary>
    public IReadOnlyDictionary<string, long> Counts { get; init; } = ReadOnlyDictionary<string, long>.Empty;

    /// <summary>When it was looked at deeply for the last time; null when it never was.</summary>
    public DateTimeOffset? DeepLookAt { get; init; }

    public bool IsUp => LookedAt is not null && Problem is null;
}
