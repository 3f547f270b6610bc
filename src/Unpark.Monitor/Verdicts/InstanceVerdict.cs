using System.Collections.Immutable;
using Unpark.Findings;

namespace Unpark.Monitor.Verdicts;

/// <summary>What the rules say of one instance by now.</summary>
/// <param name="Target">Key of the target.</param>
/// <param name="Findings">Worst first; none below a warning.</param>
/// <param name="Counts">Goroutines by the fingerprint of their site, at the last look.</param>
public sealed record InstanceVerdict(string Target, ImmutableArray<Finding> Findings, IReadOnlyDictionary<string, long> Counts);
