using System.Collections.Immutable;

namespace Unpark.Findings;

/// <summary>Why goroutines are stuck, as the source tells it: what the evidence alone could not show.</summary>
/// <param name="Name">"early-return": one of the names of docs/causes.md, never renamed.</param>
/// <param name="Sentence">"the only receive, at order.go:61, is skipped when ctx is done"</param>
/// <param name="Spot">The culprit: the line to change, or to think about first.</param>
/// <param name="Others">More lines that matter, each with what it is: where the channel is made, the operation nobody reaches.</param>
/// <param name="IsSure">
/// What is there now shows it: who holds what, what nobody ever calls. What must have happened before, a return that was taken, is only likely
/// unless the runtime has proved that no partner can come.
/// </param>
public sealed record Cause(string Name, string Sentence, SourceSpot Spot, ImmutableArray<SourceSpot> Others, bool IsSure)
{
    public bool Equals(Cause? other) =>
        other is not null && Name == other.Name && Sentence == other.Sentence && Spot == other.Spot && IsSure == other.IsSure && Others.SequenceEqual(other.Others);

    public override int GetHashCode() => HashCode.Combine(Name, Sentence, Spot);
}
