using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>What a package leaves open, told by the goroutines of a library that stay because of it.</summary>
internal abstract class ResourceCause
{
    /// <summary>The finding may come from it: for others nobody has to look at a package.</summary>
    public abstract bool MayExplain(Finding finding);

    /// <returns>One for each place that can be it, in the order of the source; none for other findings, and where the package does nothing of the kind.</returns>
    public IEnumerable<Cause> Explain(Finding finding, PackageFacts facts) => MayExplain(finding) ? Find(finding, facts) : [];

    /// <summary>Where the goroutines are too few to be a sign: what is wrong however many there are; none where it depends.</summary>
    public virtual IEnumerable<Cause> ExplainFew(Finding finding, PackageFacts facts) => [];

    /// <param name="finding">One that it may explain.</param>
    protected abstract IEnumerable<Cause> Find(Finding finding, PackageFacts facts);

    /// <summary>The goroutines are in such a function of a library, whatever the rule says of them.</summary>
    protected static bool IsIn(Finding finding, string function) => finding.Stack.Frames.Any(frame => frame.Function == function);
}
