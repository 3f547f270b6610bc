using Unpark.GoSyntax;
using Unpark.Patches;

namespace Unpark.Linting;

/// <summary>A place where a rule speaks.</summary>
/// <param name="Node">What it speaks of.</param>
/// <param name="Title">What is wrong, in one sentence without the place.</param>
/// <param name="Because">What in the source shows it.</param>
internal sealed record LintHit(Node Node, string Title, params string[] Because)
{
    /// <summary>Knows a change that mends it, perhaps.</summary>
    public PatchFinder? Mender { get; init; }
}
