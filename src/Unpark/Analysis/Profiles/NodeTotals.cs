using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>Flat and cumulative values of the nodes of one profile.</summary>
/// <remarks>Flat is what counts at the node itself, cum what counts anywhere in a stack with it; a stack counts once for a node, however often it recurs.</remarks>
internal sealed class NodeTotals
{
    private readonly FlatNodes _flat;
    private readonly long[] _cum;

    public NodeTotals(Profile profile, ProfileOptions options, int sampleType)
    {
        Nodes = new(profile, byLine: options.GroupingOf(profile) != Grouping.Function);
        _flat = new(profile, Nodes, options);
        _cum = new long[Nodes.Count];
        Count(profile, new SampleFilter(profile, options), sampleType);
    }

    public NodeMap Nodes { get; }

    /// <summary>Of all samples, kept or not, without their signs: what percentages refer to.</summary>
    public long Total { get; private set; }

    public long Flat(int node) => _flat[node];

    public long Cum(int node) => _cum[node];

    public bool IsCounted(int node) => _flat[node] != 0 || _cum[node] != 0;

    private void Count(Profile profile, SampleFilter filter, int sampleType)
    {
        var counted = new int[Nodes.Count];
        for (var sample = 0; sample < profile.SampleCount; sample++)
        {
            var value = profile.Values(sample)[sampleType];
            Total += Math.Abs(Math.Max(value, -long.MaxValue));
            if (value == 0 || !filter.Keeps(sample)) continue;

            _flat.Add(sample, value);
            foreach (var location in profile.Locations(sample))
            {
                foreach (var node in Nodes.OfLocation(location))
                {
                    // No branch: whether a function recurs is as good as random.
                    _cum[node] += counted[node] == sample + 1 ? 0 : value;
                    counted[node] = sample + 1;
                }
            }
        }
    }
}
