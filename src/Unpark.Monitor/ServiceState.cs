using System.Collections.Immutable;
using Unpark.Findings;

namespace Unpark.Monitor;

/// <summary>How a service is by now: all of its instances together.</summary>
/// <param name="Goroutines">At the last looks, of all instances that could be asked.</param>
/// <param name="Worst">Null when nothing is wrong.</param>
public sealed record ServiceState(string Name, ImmutableArray<TargetState> Instances, long Goroutines, Finding? Worst)
{
    public int Up => Instances.Count(instance => instance.IsUp);

    internal static ServiceState Of(string name, ImmutableArray<TargetState> instances) => new(
        name,
        instances,
        instances.Sum(instance => instance.Goroutines ?? 0),
        instances.SelectMany(instance => instance.Findings).Order(FindingOrder.WorstFirst).FirstOrDefault());
}
