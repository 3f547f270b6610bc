using Unpark.Configuration;

namespace Unpark.Monitor.Settings.Reading;

/// <summary>Reads the section <c>alerting</c>.</summary>
internal sealed class AlertReader(Entries entries, SettingsFolder folder)
{
    private readonly AccessReader _access = new(entries, folder);

    public AlertSettings Read(YamlMap map)
    {
        entries.CheckKeys(map, "alertmanagers", "webhooks", "resend_interval", "labels", "external_url");
        return new()
        {
            Alertmanagers = entries.List(map, "alertmanagers", one => ReadReceiver(one)),
            Webhooks = entries.List(map, "webhooks", ReadWebhook),
            Resend = entries.Duration(map, "resend_interval", AlertSettings.None.Resend),
            Labels = entries.Labels(map, "labels"),
            ExternalUrl = entries.Address(map, "external_url"),
        };
    }

    private Webhook? ReadWebhook(YamlMap map) =>
        ReadReceiver(map, "format") is { } receiver
            ? new(receiver, Enum.Parse<WebhookFormat>(entries.OneOf(map, "format", "json", "slack", "wecom") ?? "json", ignoreCase: true))
            : null;

    private Receiver? ReadReceiver(YamlMap map, params string[] more)
    {
        entries.CheckKeys(map, ["url", .. AccessReader.Keys, .. more]);
        entries.Require(map, "url");
        return entries.Address(map, "url") is { } address ? new(address) { Access = _access.Read(map) } : null;
    }
}
