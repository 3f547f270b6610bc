using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>Flat values alone: where each sample counts, without the walk over the rest of its stack.</summary>
internal sealed class FlatNodes(Profile profile, NodeMap nodes, ProfileOptions options)
{
    private readonly SiteFrames? _sites = options.GroupingOf(profile) == Grouping.Site ? new(profile) : null;
    private readonly long[] _flat = new long[nodes.Count];

    public long this[int node] => _flat[node];

    public void Add(int sample, long value)
    {
        if (_sites?.Of(sample) is >= 0 and var site) _flat[nodes.OfFrame(site)] += value;
        else if (profile.Locations(sample) is [var leaf, ..]) _flat[nodes.OfLocation(leaf)[0]] += value;
    }
}
