using Unpark.Findings;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Verdicts;

/// <summary>How a finding was when a new version was deployed.</summary>
/// <param name="PerHour">On all instances; null where nothing told.</param>
internal sealed record BeforeDeployment(DateTimeOffset At, long Count, double? PerHour, int Instances)
{
    // Load alone changes a pace by a third.
    private const double Slower = 0.5, Faster = 2;

    /// <summary>By pace where both are known, else by size; each for one instance, because a deployment may bring more of them.</summary>
    public Outcome Judge(FindingRecord after)
    {
        if (!after.IsThere) return Outcome.Fixed;
        var (then, now) = PerHour is { } before && after.PerHour is { } current
            ? (before / Math.Max(1, Instances), current / Math.Max(1, after.Instances))
            : ((double)Count / Math.Max(1, Instances), (double)after.Count / Math.Max(1, after.Instances));
        if (now <= Slower * then) return Outcome.Better;
        return now >= Faster * then ? Outcome.Worse : Outcome.Unchanged;
    }
}
