using Unpark.Monitor.Store;

namespace Unpark.Server.Api.Answers;

/// <summary>The fixed words of the contract.</summary>
internal static class Words
{
    public static string Of(EventKind kind) => kind switch
    {
        EventKind.FindingAppeared => "appeared",
        EventKind.FindingGrew => "grew",
        EventKind.FindingGone => "gone",
        EventKind.FindingCameBack => "cameBack",
        EventKind.Deployed => "deployed",
        EventKind.DeploymentJudged => "deploymentJudged",
        EventKind.TargetDown => "down",
        EventKind.TargetUp => "up",
        _ => "dump",
    };

    public static string Of(SnapshotReason reason) => reason switch
    {
        SnapshotReason.Finding => "finding",
        SnapshotReason.Spike => "spike",
        SnapshotReason.Request => "request",
        SnapshotReason.Pushed => "pushed",
        _ => "clock",
    };

    /// <summary>An empty text is an unknown one.</summary>
    public static string? OrNull(this string text) => text.Length > 0 ? text : null;
}
