using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Knowledge;
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
            if (part.Count > 0) Add(part, new(part.State, FamilyOf(WaitReasons.KindOf(part.State, part.Stack)), leaked));
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
        var kept = order.Take(size).ToLookup(index => _nodes[index].Parent);
        var roots = ChildrenOf(None, kept);
        var leftOut = order.Length - Math.Min(size, order.Length);
        return new(roots.Sum(root => root.Count), roots, leftOut, leftOut == 0 ? 0 : _nodes[order[size]].Count);
    }

    private ImmutableArray<StackNode> ChildrenOf(int parent, ILookup<int, int> kept) =>
        [.. kept[parent].Select(index => new StackNode(_nodes[index].Count, _places.FrameOf(_nodes[index].Place), _places.StateOf(_nodes[index].Place), ChildrenOf(index, kept)))];

    private static StateFamily FamilyOf(WaitKind kind) => kind switch
    {
        WaitKind.Receive or WaitKind.Send or WaitKind.ReceiveNil or WaitKind.SendNil => StateFamily.Channel,
        WaitKind.Select or WaitKind.SelectNoCases => StateFamily.Select,
        WaitKind.Mutex or WaitKind.RWMutexRead or WaitKind.RWMutexWrite or WaitKind.WaitGroup or WaitKind.Cond or WaitKind.Semaphore => StateFamily.Lock,
        WaitKind.IO => StateFamily.Network,
        WaitKind.Sleep => StateFamily.Sleep,
        WaitKind.Syscall => StateFamily.Syscall,
        WaitKind.Running => StateFamily.Running,
        _ => StateFamily.Other,
    };

    private struct Node(int parent, int place)
    {
        public readonly int Parent = parent, Place = place;
        public long Count;
    }
}
