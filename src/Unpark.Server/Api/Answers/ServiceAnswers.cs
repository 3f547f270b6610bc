using System.Collections.Immutable;
using Unpark.Monitor;
using Unpark.Monitor.Store;

namespace Unpark.Server.Api.Answers;

/// <param name="Problems">Of the monitor: addresses that are none, sources that fail, a store that is full.</param>
internal sealed record ServicesAnswer(ImmutableArray<ServiceSummary> Services, ImmutableArray<string> Problems);

/// <param name="Findings">How many are there.</param>
internal sealed record ServiceSummary(string Name, int Instances, int Up, long Goroutines, TrendAnswer Trend, int Findings)
{
    public string? Version { get; init; }

    public FindingSummary? Worst { get; init; }
}

/// <summary>Goroutines of all instances over the last day.</summary>
/// <param name="Times">Seconds since 1970.</param>
internal sealed record TrendAnswer(ImmutableArray<long> Times, ImmutableArray<long> Totals)
{
    public static TrendAnswer Empty { get; } = new([], []);
}

/// <param name="Findings">Those that are there first, then those that are gone.</param>
internal sealed record ServiceAnswer(
    string Name, long Goroutines, ImmutableArray<InstanceAnswer> Instances, ImmutableArray<FindingSummary> Findings,
    ImmutableArray<DeploymentAnswer> Deployments, ImmutableArray<EventAnswer> Events)
{
    public string? Version { get; init; }
}

internal sealed record InstanceAnswer(string Key, string Instance, ImmutableSortedDictionary<string, string> Labels, bool Up)
{
    /// <summary>Where it is asked; absent for one that sends by itself.</summary>
    public string? Url { get; init; }

    public long? Goroutines { get; init; }

    public DateTimeOffset? LookedAt { get; init; }

    public string? Problem { get; init; }

    public string? Version { get; init; }

    public static InstanceAnswer Of(TargetState state) => new(state.Target.Key, state.Target.Instance, state.Target.Labels.ToImmutableSortedDictionary(StringComparer.Ordinal), state.IsUp)
    {
        Url = state.Target.Asked is { } asked ? asked.Socket is null ? asked.Root.GetLeftPart(UriPartial.Authority) : asked.Name : null,
        Goroutines = state.Goroutines,
        LookedAt = state.LookedAt,
        Problem = state.Problem,
        Version = state.Target.Version.OrNull(),
    };
}

internal sealed record DeploymentAnswer(DateTimeOffset At, string Version, string Source)
{
    public static DeploymentAnswer Of(Deployment deployment) => new(deployment.At, deployment.Version, deployment.Source);
}
