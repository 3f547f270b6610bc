using Unpark.Findings;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Verdicts;

/// <summary>What happened to a finding, in a sentence for people on call.</summary>
internal static class FindingWords
{
    public static string Of(EventKind kind, FindingRecord record) => kind switch
    {
        EventKind.FindingAppeared => $"{record.Service}: {record.Title} ({Verdict.Word(record.Confidence)}), {record.Spread}{Pace(record)}",
        EventKind.FindingCameBack => $"{record.Service}: back again: {record.Title}, {record.Spread}{Pace(record)}",
        EventKind.FindingGrew => $"{record.Service}: grew to {Verdict.Count(record.Count, "goroutine")}: {record.Title}, {record.Spread}{Pace(record)}",
        EventKind.FindingGone => $"{record.Service}: gone: {record.Title}",
        _ => $"{record.Service}: the new version {Result(record)}: {record.Title}",
    };

    private static string Result(FindingRecord record) => record.AfterDeployment switch
    {
        Outcome.Fixed => "fixed it",
        Outcome.Better => "made it better, and it is not gone",
        Outcome.Worse => "made it worse",
        _ => "did not fix it",
    };

    private static string Pace(FindingRecord record) => record.PerHour is { } perHour ? $", {Rate.Of(perHour, null, null)}" : "";
}
