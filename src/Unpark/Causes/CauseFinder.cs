using Unpark.Findings;

namespace Unpark.Causes;

/// <summary>Recognises one cause in the source around a place where goroutines are stuck.</summary>
internal abstract class CauseFinder
{
    /// <returns>Null where the source shows something else, or nothing.</returns>
    public abstract Cause? Explain(StuckPlace place);
}
