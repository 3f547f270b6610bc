using System.Collections.Immutable;

namespace Unpark.Findings;

/// <summary>The smallest change of the source that ends the fault.</summary>
/// <param name="Strategy">"buffer-slot", "defer-unlock": how it goes about it.</param>
/// <param name="Why">Why nothing else changes: "the only send happens once, so a buffer of one never blocks it".</param>
/// <param name="Edits">In the order of their places, none over another.</param>
public sealed record Patch(string Strategy, string Why, ImmutableArray<SourceEdit> Edits)
{
    public bool Equals(Patch? other) => other is not null && Strategy == other.Strategy && Why == other.Why && Edits.SequenceEqual(other.Edits);

    public override int GetHashCode() => HashCode.Combine(Strategy, Why, Edits.Length);
}
