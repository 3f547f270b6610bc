using System.Collections.Immutable;

namespace Unpark.Monitor.Targets;

/// <summary>Addresses that were found together, and the labels they share.</summary>
/// <param name="Source">Where: "unpark.yaml:12", the name of a file, an address.</param>
public sealed record TargetGroup(string Source, ImmutableArray<string> Addresses, LabelSet Labels)
{
    public bool Equals(TargetGroup? other) =>
        other is not null && Source == other.Source && Labels.Equals(other.Labels) && Addresses.AsSpan().SequenceEqual(other.Addresses.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Source, Labels, Addresses.Length);
}
