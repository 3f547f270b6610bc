using System.Collections.Immutable;

namespace Unpark.Monitor.Metrics;

/// <summary>One metric with its samples, for whichever form it is sent in.</summary>
/// <param name="Name">By Prometheus' conventions: unit last, counters end in "_total".</param>
internal sealed record Metric(string Name, MetricKind Kind, string Help)
{
    /// <summary>What the name of every counter ends in.</summary>
    public const string CounterEnd = "_total";

    /// <summary>None of a <see cref="MetricKind.Summary"/>. Made while they are gone through, which is done once.</summary>
    public IEnumerable<Sample> Samples { get; init; } = [];

    /// <summary>Of a <see cref="MetricKind.Summary"/>; null of others.</summary>
    public Summary? Summary { get; init; }

    public static Metric Gauge(string name, string help, double value) => new(name, MetricKind.Gauge, help) { Samples = [new(value)] };

    public static Metric Gauge(string name, string help, IEnumerable<Sample> samples) => new(name, MetricKind.Gauge, help) { Samples = samples };

    public static Metric Counter(string name, string help, double value) => new(name, MetricKind.Counter, help) { Samples = [new(value)] };

    public static Metric Counter(string name, string help, IEnumerable<Sample> samples) => new(name, MetricKind.Counter, help) { Samples = samples };
}

internal enum MetricKind
{
    Gauge,

    /// <summary>Only ever rises, from the start of this process on.</summary>
    Counter,

    Summary,
}

/// <param name="Labels">In the order in which they are written.</param>
internal readonly record struct Sample(double Value, params ImmutableArray<(string Name, string Value)> Labels);

/// <param name="Count">Of all that was observed.</param>
/// <param name="Sum">Of all that was observed.</param>
/// <param name="Quantiles">Of what was observed last.</param>
internal sealed record Summary(long Count, double Sum, ImmutableArray<(double Quantile, double Value)> Quantiles);
