using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>Lays stacks over each other, entry first. Cost: one look-up a frame.</summary>
internal sealed class StackTreeBuilder
{
    /// <summary>Lines of one stack that are kept: a recursion without end says nothing more after its first and last hundred.</summary>
    public const int MaxDepth = 200;

    private const int None = -1;

    private readonly List<Node> _nodes = [];
    private readonly Dictionary<(int Parent, int Place), int> _children = [];
    private readonly StackPlaces _places = new();

    /// <summary>The largest nodes of all groups, at most <paramref name="size"/>, and each with those it stands on.</summary>
    public static StackTree Of(IEnumerable<SiteGroup> groups, int size)
    {
        var builder = new StackTreeBuilder();
        foreach (var group in groups) builder.Add(group);
        return builder.Build(size);
    }

    private void Add(SiteGroup group)
    {
        foreach (var part in group.Parts)
        {
            var leaked = part.Leaked || group.Leaked == group.Count;
            if (part.Count > 0) Add(part, new(part.State, StateFamilies.Of(part.State, part.Stack), leaked));
        }
    }

    private void Add(GoroutineGroup group, StackState state)
    {
        var node = None;
        var frames = group.Stack.Frames;
        for (var i = frames.Length - 1; i >= 0; i--)
        {
            if (frames.Length - 1 - i == MaxDepth / 2 && frames.Length > MaxDepth)
            {
                node = Step(node, _places.Of(Gap(frames.Length - MaxDepth)), group.Count);
                i = MaxDepth / 2 - 1;
            }
            if (group.Stack.Elided != 0 && i + 1 == group.Stack.ElidedAt) node = Step(node, _places.Of(Gap(group.Stack.Elided)), group.Count);
            node = Step(node, _places.Of(frames[i]), group.Count);
        }
        Step(node, _places.Of(state), group.Count);
    }

    private static Frame Gap(int elided) => new(elided < 0 ? "(frames left out)" : $"({elided} frames left out)", "", 0);

    private int Step(int parent, int place, long count)
    {
        ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_children, (parent, place), out var exists);
        if (!exists)
        {
            index = _nodes.Count;
            _nodes.Add(new(parent, place));
        }
        CollectionsMarshal.AsSpan(_nodes)[index].Count += count;
        return index;
    }

    private StackTree Build(int size)
    {
        // A node counts no more than the one it stands on, and was met after it: the first of this order never stand on nothing.
        var order = Enumerable.Range(0, _nodes.Count).OrderByDescending(index => _nodes[index].Count).ThenBy(index => index).ToArray();
        var kept = order.Take(size).ToArray();
        var roots = ChildrenOf(None, kept.ToLookup(index => _nodes[index].Parent), TalliesOf(kept));
        var leftOut = order.Length - kept.Length;
        return new(roots.Sum(root => root.Count), roots, leftOut, leftOut == 0 ? 0 : _nodes[order[size]].Count);
    }

    // States that are left out count too: what a node is full of does not depend on the size asked for.
    private Dictionary<int, Tally> TalliesOf(int[] kept)
    {
        var tallies = kept.ToDictionary(index => index, _ => new Tally());
        foreach (var leaf in _nodes)
        {
            if (_places.StateOf(leaf.Place) is not { } state) continue;
            for (var node = leaf; ; node = _nodes[node.Parent])
            {
                if (tallies.TryGetValue(_children[(node.Parent, node.Place)], out var tally)) tally.Add(state, leaf.Count);
                if (node.Parent == None) break;
            }
        }
        return tallies;
    }

    private ImmutableArray<StackNode> ChildrenOf(int parent, ILookup<int, int> kept, Dictionary<int, Tally> tallies) =>
    [
        .. kept[parent].Select(index => new StackNode
        {
            Count = _nodes[index].Count,
            Leaked = tallies[index].Leaked,
            Family = tallies[index].FamilyOf(_nodes[index].Count),
            Frame = _places.FrameOf(_nodes[index].Place),
            State = _places.StateOf(_nodes[index].Place),
            Children = ChildrenOf(index, kept, tallies),
        }),
    ];

    private sealed class Tally
    {
        private readonly long[] _byFamily = new long[(int)StateFamily.Running + 1];

        public long Leaked { get; private set; }

        public void Add(StackState state, long count)
        {
            _byFamily[(int)state.Family] += count;
            if (state.Leaked) Leaked += count;
        }

        public StateFamily? FamilyOf(long total)
        {
            var largest = _byFamily.IndexOf(_byFamily.Max());
            return _byFamily[largest] * 3 >= total * 2 ? (StateFamily)largest : null;
        }
    }

    private struct Node(int parent, int place)
    {
        public readonly int Parent = parent, Place = place;
        public long Count;
    }
}
