using Unpark.Analysis;
using Unpark.Analysis.Sites;
using Unpark.Findings;

namespace Unpark.Rules;

/// <summary>Says why goroutines are stuck at a site that another rule suspects; raises no suspicion of its own.</summary>
public abstract class CauseRule : Rule
{
    public sealed override IEnumerable<Finding> Examine(Evidence evidence) =>
        evidence.Suspects.Select(site => Explain(evidence, site)).OfType<Finding>();

    /// <summary>
    /// Null where the rule has nothing to say. The finding is suspected and a note: put together with that of the rule that
    /// suspects the site, it gives the title, the class and the fix, the other the confidence.
    /// </summary>
    internal abstract Finding? Explain(Evidence evidence, SiteGroup site);

    /// <summary>No rule suspects the site, and it is worth a look at the source: what that shows plainly makes it a finding.</summary>
    internal virtual bool IsWorthALook(Evidence evidence, SiteGroup site) => false;
}
