using Unpark.Collectors.Http;

namespace Unpark.Monitor.Targets;

/// <summary>A Go program that is looked at again and again: who it is, how to ask it, how often.</summary>
public sealed record MonitoredTarget
{
    /// <summary>"orders/10.0.3.7:6060": job and instance. Its history goes on under this key, whatever its other labels become.</summary>
    public required string Key { get; init; }

    /// <summary>Those with "job" and "instance" among them.</summary>
    public required LabelSet Labels { get; init; }

    /// <summary>Null for one that sends by itself.</summary>
    public required Target? Asked { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>How long one look may stop it.</summary>
    public required TimeSpan AllowStop { get; init; }

    public string Job => Labels[LabelNames.Job];

    public string Instance => Labels[LabelNames.Instance];

    /// <summary>Instances of one service run the same program: its label "service", else its job.</summary>
    public string Service => Labels[LabelNames.Service] is { Length: > 0 } service ? service : Job;

    /// <summary>Its label "version", empty where it has none. A new one is a deployment.</summary>
    public string Version => Labels[LabelNames.Version];

    public override string ToString() => Key;
}
