using Unpark.Findings;
using Unpark.Monitor.Store;
using Unpark.Rules;

namespace Unpark.Server.Api.Answers;

/// <summary>A fault of a service and its life, without its stack.</summary>
internal record FindingSummary(
    string Service, string Fingerprint, string Rule, string Name, string Title, string Spread, string Level, string Confidence,
    long Count, long Peak, int Instances, int InstancesOfService, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int Returns)
{
    public string? Function { get; init; }

    /// <summary>"/app/order.go:52"</summary>
    public string? Place { get; init; }

    public double? PerHour { get; init; }

    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>"fixed", "better", "unchanged" or "worse", by the latest deployment.</summary>
    public string? AfterDeployment { get; init; }

    public static FindingSummary Of(FindingRecord finding) => new(
        finding.Service, finding.Fingerprint, finding.Rule, RuleSet.Find(finding.Rule)?.Doc.Name ?? finding.Rule, finding.Title, finding.Spread, Verdict.Word(finding.Level), Verdict.Word(finding.Confidence),
        finding.Count, finding.Peak, finding.Instances, finding.InstancesOfService, finding.FirstSeen, finding.LastSeen, finding.Returns)
    {
        Function = finding.Function.OrNull(),
        Place = finding.Place.OrNull(),
        PerHour = finding.PerHour,
        GoneSince = finding.GoneSince,
        AfterDeployment = finding.AfterDeployment is { } outcome ? Verdict.Word(outcome) : null,
    };
}
