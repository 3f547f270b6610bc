using System.Collections.Immutable;
using Unpark.Collectors.Http;

namespace Unpark.Monitor.Settings;

/// <summary>Whom to tell of findings.</summary>
public sealed record AlertSettings
{
    public static AlertSettings None { get; } = new();

    public ImmutableArray<Receiver> Alertmanagers { get; init; } = [];

    public ImmutableArray<Webhook> Webhooks { get; init; } = [];

    /// <summary>An alert that lasts is told to Alertmanager again after this time.</summary>
    public TimeSpan Resend { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Added to the labels of every alert.</summary>
    public LabelSet Labels { get; init; } = LabelSet.Empty;

    /// <summary>Where the page of this monitor is; alerts link to it. Null: no link.</summary>
    public Uri? ExternalUrl { get; init; }
}

/// <summary>An address that is told something.</summary>
public sealed record Receiver(Uri Address)
{
    public Access Access { get; init; } = Access.Default;
}

/// <summary>A receiver of one message an event.</summary>
public sealed record Webhook(Receiver Receiver, WebhookFormat Format);

public enum WebhookFormat
{
    /// <summary>The event with its finding, as documented in docs/monitor.md.</summary>
    Json,

    /// <summary>Slack, Mattermost and whatever else takes <c>{"text": ...}</c>.</summary>
    Slack,

    /// <summary>A group robot of WeCom (WeChat Work).</summary>
    WeCom,
}
