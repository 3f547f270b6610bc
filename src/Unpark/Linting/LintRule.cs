using Unpark.Findings;

namespace Unpark.Linting;

/// <summary>Reads source, yields findings that stand without evidence. One file a rule, one line in <see cref="LintRuleSet"/>.</summary>
/// <remarks>A rule speaks where the source leaves no doubt; where names may mean two things or a value goes elsewhere it is silent.</remarks>
public abstract class LintRule
{
    public abstract RuleDoc Doc { get; }

    internal abstract IEnumerable<LintHit> Examine(LintFunction function);
}
