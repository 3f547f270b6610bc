using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Linting;
using Unpark.Rules;

namespace Unpark;

/// <summary>What all rules say of themselves: those that judge evidence, then those that read source alone.</summary>
public static class RuleBook
{
    public static ImmutableArray<RuleDoc> All { get; } = [.. RuleSet.All.Select(rule => rule.Doc), .. LintRuleSet.All.Select(rule => rule.Doc)];

    /// <summary>By id ("UP1001") or name ("abandoned-sender"), case ignored.</summary>
    public static RuleDoc? Find(string idOrName) =>
        All.FirstOrDefault(doc => doc.Id.Equals(idOrName, StringComparison.OrdinalIgnoreCase) || doc.Name.Equals(idOrName, StringComparison.OrdinalIgnoreCase));
}
