using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Analysis.Profiles;

/// <summary>Which node each frame of a profile belongs to.</summary>
/// <remarks>Counting runs over numbers: hundreds of thousands of stacks of dozens of frames each.</remarks>
internal sealed class NodeMap
{
    private readonly List<Node> _nodes = [];
    private readonly int[] _ofFrame;
    private readonly int[] _starts;
    private readonly int[] _ofLocation;

    public NodeMap(Profile profile, bool byLine)
    {
        var known = new Dictionary<Node, int>();
        _ofFrame = new int[profile.FrameCount];
        for (var i = 0; i < _ofFrame.Length; i++)
        {
            var frame = profile.Frame(i);
            _ofFrame[i] = Index(known, byLine ? new(frame.Function, frame.File, frame.Line) : new(frame.Function));
        }
        var unknown = new Lazy<int>(() => Index(known, new("")));
        (_starts, _ofLocation) = Locations(profile, unknown);
    }

    public int Count => _nodes.Count;

    public Node this[int node] => _nodes[node];

    public int OfFrame(int frame) => _ofFrame[frame];

    /// <summary>Innermost first; one for code without symbols.</summary>
    public ReadOnlySpan<int> OfLocation(int location) => new(_ofLocation, _starts[location], _starts[location + 1] - _starts[location]);

    private (int[] Starts, int[] Nodes) Locations(Profile profile, Lazy<int> unknown)
    {
        var starts = new int[profile.LocationCount + 1];
        var nodes = new List<int>(profile.LocationCount);
        for (var location = 0; location < profile.LocationCount; location++)
        {
            foreach (var frame in profile.Frames(location)) nodes.Add(_ofFrame[frame]);
            if (profile.Frames(location).IsEmpty) nodes.Add(unknown.Value);
            starts[location + 1] = nodes.Count;
        }
        return (starts, [.. nodes]);
    }

    private int Index(Dictionary<Node, int> known, Node node)
    {
        if (known.TryGetValue(node, out var index)) return index;
        known.Add(node, _nodes.Count);
        _nodes.Add(node);
        return _nodes.Count - 1;
    }
}
