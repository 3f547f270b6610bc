using Unpark.Analysis;
using Unpark.Findings;

namespace Unpark.Rules;

/// <summary>Reads facts, yields findings. One file a rule, one line in <see cref="RuleSet"/>.</summary>
public abstract class Rule
{
    public abstract RuleDoc Doc { get; }

    /// <summary>Findings with their reasons. Prints nothing, asks nothing but the evidence.</summary>
    public abstract IEnumerable<Finding> Examine(Evidence evidence);
}
