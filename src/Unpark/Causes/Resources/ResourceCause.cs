using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Resources;

/// <summary>What a package leaves open, told by the goroutines of a library that stay because of it.</summary>
internal abstract class ResourceCause
{
    /// <returns>One for each place that can be it, in the order of the source; none for other findings, and where the package does nothing of the kind.</returns>
    public abstract IEnumerable<Cause> Explain(Finding finding, PackageFacts facts);
}
