namespace Unpark.Monitor.Store;

/// <summary>Something that happened to a service.</summary>
/// <param name="Target">Key of the target it happened to; null when it concerns the service.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Fingerprint">Of the finding it is about; null when it is about none.</param>
public sealed record MonitorEvent(DateTimeOffset At, EventKind Kind, string Service, string? Target, string Text, string? Fingerprint = null);

/// <summary>What happened. The number stands in the store.</summary>
public enum EventKind
{
    FindingAppeared = 0,
    FindingGrew = 1,
    FindingGone = 2,
    FindingCameBack = 3,
    Deployed = 4,

    /// <summary>It is known whether a deployment helped against a finding.</summary>
    DeploymentJudged = 5,
    TargetDown = 6,
    TargetUp = 7,
    DumpKept = 8,
}
