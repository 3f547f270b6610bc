using System.Text.Json;
using Unpark.Findings;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Alerts;

/// <summary>What receivers are told, as JSON.</summary>
internal static class AlertJson
{
    /// <summary>The body of <c>POST /api/v2/alerts</c> of Alertmanager.</summary>
    public static byte[] OfAlerts(IEnumerable<Alert> alerts) => Write(json =>
    {
        json.WriteStartArray();
        foreach (var alert in alerts)
        {
            json.WriteStartObject();
            WriteLabels(json, "labels", alert.Labels);
            WriteLabels(json, "annotations", alert.Annotations);
            json.WriteString("startsAt", alert.StartsAt.UtcDateTime);
            json.WriteString("endsAt", alert.EndsAt.UtcDateTime);
            if (alert.GeneratorUrl is { } url) json.WriteString("generatorURL", url.AbsoluteUri);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>One message about one event.</summary>
    public static byte[] OfEvent(WebhookFormat format, MonitorEvent happened, FindingRecord finding, Uri? url) => format switch
    {
        WebhookFormat.Slack => Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("text", TextOf(happened, finding, url));
            json.WriteEndObject();
        }),
        WebhookFormat.WeCom => Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("msgtype", "text");
            json.WriteStartObject("text");
            json.WriteString("content", TextOf(happened, finding, url));
            json.WriteEndObject();
            json.WriteEndObject();
        }),
        _ => Write(json => WriteEvent(json, happened, finding, url)),
    };

    private static string TextOf(MonitorEvent happened, FindingRecord finding, Uri? url)
    {
        string?[] lines = [happened.Text, finding is { IsThere: true, Place.Length: > 0 } ? $"{finding.Function} {finding.Place}" : null, url?.AbsoluteUri];
        return string.Join('\n', lines.OfType<string>());
    }

    private static void WriteEvent(Utf8JsonWriter json, MonitorEvent happened, FindingRecord finding, Uri? url)
    {
        json.WriteStartObject();
        json.WriteString("schema", "unpark.event/1");
        json.WriteString("event", WordOf(happened.Kind));
        json.WriteString("at", happened.At.UtcDateTime);
        json.WriteString("service", happened.Service);
        json.WriteString("text", happened.Text);
        if (url is not null) json.WriteString("url", url.AbsoluteUri);
        json.WriteNumber("count", finding.Count);
        if (finding.PerHour is { } perHour) json.WriteNumber("perHour", perHour);
        json.WriteString("spread", finding.Spread);
        json.WriteString("firstSeen", finding.FirstSeen.UtcDateTime);
        if (finding.AfterDeployment is { } outcome) json.WriteString("afterDeployment", Verdict.Word(outcome));
        json.WritePropertyName("finding");
        json.WriteRawValue(finding.Json);
        json.WriteEndObject();
    }

    private static string WordOf(EventKind kind) => kind switch
    {
        EventKind.FindingAppeared => "appeared",
        EventKind.FindingGrew => "grew",
        EventKind.FindingGone => "gone",
        EventKind.FindingCameBack => "came back",
        _ => "deployment judged",
    };

    private static void WriteLabels(Utf8JsonWriter json, string name, LabelSet labels)
    {
        json.WriteStartObject(name);
        foreach (var (label, value) in labels) json.WriteString(label, value);
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output)) write(json);
        return output.ToArray();
    }
}
