using Unpark.Findings;

namespace Unpark.Patches;

/// <summary>Knows one way of mending source, and when it changes nothing but the fault.</summary>
internal abstract class PatchFinder
{
    /// <returns>Null where the way does not lead there, or not safely.</returns>
    public abstract Patch? Propose(PatchPlace place);
}
