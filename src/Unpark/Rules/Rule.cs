using Unpark.Analysis;
using Unpark.Findings;

namespace Unpark.Rules;

/// <summary>Reads facts, yields findings. One file a rule, one line in <see cref="RuleSet"/>.</summary>
public abstract class Rule
{
    public abstract RuleDoc Doc { get; }

    /// <summary>
    /// How closely the rule names the cause. Where several rules speak of one site, the highest gives title and fix, the others
    /// their reasons: 0 says that something is wrong, 1 what, 2 why; -1 knows nothing and gives way to any rule that suspects.
    /// </summary>
    public virtual int Specificity => 1;

    /// <summary>Findings with their reasons. Prints nothing, asks nothing but the evidence.</summary>
    public abstract IEnumerable<Finding> Examine(Evidence evidence);
}
