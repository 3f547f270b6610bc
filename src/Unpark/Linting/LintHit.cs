using Unpark.GoSyntax;

namespace Unpark.Linting;

/// <summary>A place where a rule speaks.</summary>
/// <param name="Node">What it speaks of.</param>
/// <param name="Title">What is wrong, in one sentence without the place.</param>
/// <param name="Because">What in the source shows it.</param>
internal sealed record LintHit(Node Node, string Title, params string[] Because)
{
    /// <summary>The patch finder may look at it as at a place where goroutines wait to send.</summary>
    public bool HasPatch { get; init; }
}
