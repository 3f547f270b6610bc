using System.Collections.Immutable;
using Unpark.Findings;
using Unpark.Model;

namespace Unpark.Rendering.Html;

/// <summary>The counts of a series by place.</summary>
internal sealed class Curves(Changes? changes)
{
    private readonly ILookup<Frame, Change> _byPlace =
        (changes?.Items ?? []).Where(change => change.Group.Site is not null).ToLookup(change => change.Group.Site!.Frame);

    /// <returns>Null when nothing changed there, or in several ways.</returns>
    public ImmutableArray<long>? At(Site? site) =>
        site is not null && _byPlace[site.Frame].ToList() is [{ Counts.Length: > 2 } change] ? change.Counts : null;
}
