using Unpark.Findings;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Alerts;

/// <summary>A finding as Alertmanager knows it. Its labels are its identity there: nothing stands in them that changes while it lasts.</summary>
internal sealed record Alert(LabelSet Labels, LabelSet Annotations, DateTimeOffset StartsAt, DateTimeOffset EndsAt, Uri? GeneratorUrl)
{
    public const string Name = "GoroutineLeak";

    /// <param name="endsAt">Of an alert that lasts: until when it holds if nobody repeats it.</param>
    public static Alert Of(FindingRecord finding, AlertSettings settings, DateTimeOffset endsAt) => new(
        settings.Labels.With(
        [
            KeyValuePair.Create("alertname", Name),
            KeyValuePair.Create("service", finding.Service),
            KeyValuePair.Create("rule", finding.Rule),
            KeyValuePair.Create("fingerprint", finding.Fingerprint),
            KeyValuePair.Create("severity", finding.Level == Level.Error ? "critical" : "warning"),
        ]),
        LabelSet.Of(
        [
            KeyValuePair.Create("summary", $"{finding.Service}: {finding.Title}"),
            KeyValuePair.Create("description", $"{finding.Title} ({Verdict.Word(finding.Confidence)}), {finding.Spread}"),
            KeyValuePair.Create("function", finding.Function),
            KeyValuePair.Create("place", finding.Place),
            KeyValuePair.Create("goroutines", Verdict.Number(finding.Count)),
            KeyValuePair.Create("explain", $"unpark explain {finding.Rule}"),
            KeyValuePair.Create("pace", finding.PerHour is { } perHour ? Rate.Of(perHour, null, null) : ""),
        ]),
        finding.FirstSeen,
        endsAt,
        UrlOf(finding, settings));

    /// <summary>The page's address of a finding; null where nobody said where the page is.</summary>
    public static Uri? UrlOf(FindingRecord finding, AlertSettings settings) => settings.ExternalUrl is { } root
        ? new Uri(root, $"{root.AbsolutePath.TrimEnd('/')}/services/{Uri.EscapeDataString(finding.Service)}/findings/{finding.Fingerprint}")
        : null;
}
