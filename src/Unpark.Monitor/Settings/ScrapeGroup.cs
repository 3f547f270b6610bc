using System.Collections.Immutable;
using Unpark.Collectors.Http;
using Unpark.Monitor.Targets;
using Unpark.Monitor.Targets.Discovery;

namespace Unpark.Monitor.Settings;

/// <summary>An entry of <c>scrape_configs</c>: targets that are found and asked in the same way.</summary>
public sealed record ScrapeGroup
{
    /// <summary>Becomes the label <c>job</c>, and the service of targets without a label <c>service</c>.</summary>
    public required string Job { get; init; }

    public required TimeSpan Interval { get; init; }

    public required TimeSpan Timeout { get; init; }

    /// <summary>"http" or "https", for addresses without one.</summary>
    public string Scheme { get; init; } = "http";

    /// <summary>Path of the pprof index; empty: the default.</summary>
    public string Path { get; init; } = "";

    public Access Access { get; init; } = Access.Default;

    /// <summary>How long one look may stop a target.</summary>
    public TimeSpan AllowStop { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Targets named in the file itself.</summary>
    public ImmutableArray<TargetGroup> Static { get; init; } = [];

    internal ImmutableArray<DiscoverySource> Discoveries { get; init; } = [];

    internal ImmutableArray<RelabelRule> Relabel { get; init; } = [];
}
