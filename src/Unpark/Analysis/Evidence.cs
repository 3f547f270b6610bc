using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>What the rules look at: the moments handed in, and the facts worked out from them.</summary>
public sealed class Evidence
{
    public Evidence(ImmutableArray<Moment> moments) => Moments = moments;

    /// <summary>In time order; one, or a series.</summary>
    public ImmutableArray<Moment> Moments { get; }
}
