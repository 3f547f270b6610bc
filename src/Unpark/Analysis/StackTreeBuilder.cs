using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Unpark.Analysis.Sites;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>
/// Lays stacks over each other, entry first, and keeps the largest lines: the largest one known is opened, until there
/// are enough. Millions of lines that one goroutine each is in are never looked at.
/// </summary>
internal sealed class StackTreeBuilder
{
    private readonly StackPlaces _places = new();
    private readonly PriorityQueue<Node, (long Count, int Met)> _open = new();
    private int _met;

    /// <summary>The largest lines and states of all groups, at most <paramref name="size"/>; of equal ones those met first.</summary>
    public static StackTree Of(IEnumerable<SiteGroup> groups, int size)
    {
        List<StackPath> paths = [.. groups.SelectMany(StackPath.Of)];
        return new StackTreeBuilder().Build(paths, size);
    }

    private StackTree Build(List<StackPath> paths, int size)
    {
        var whole = new Node(null, -1) { Paths = paths, Count = paths.Sum(path => path.Count) };
        Open(whole, 0);
        for (var kept = 0; kept < size && _open.TryDequeue(out var node, out _); kept++)
        {
            node.Parent!.Kept.Add(node);
            Open(node, node.Depth + 1);
        }
        return new(whole.Count, [.. whole.Kept.Select(ResultOf)], _open.TryPeek(out var largest, out _) ? largest.Count : 0);
    }

    // A line counts no more than the one it hangs from, and is met after it: children are kept after their parents, largest first.
    private void Open(Node node, int depth)
    {
        var children = new Dictionary<int, Node>();
        foreach (var path in node.Paths)
        {
            if (depth >= path.Length) continue;
            var place = _places.Of(path.At(depth));
            ref var child = ref CollectionsMarshal.GetValueRefOrAddDefault(children, place, out _);
            child ??= new(node, place);
            child.Paths.Add(path);
            child.Count += path.Count;
        }
        foreach (var child in children.Values) _open.Enqueue(child, (-child.Count, _met++));
    }

    private StackNode ResultOf(Node node) => new()
    {
        Count = node.Count,
        Leaked = node.Paths.Sum(path => path.State.Leaked ? path.Count : 0),
        Family = FamilyOf(node),
        Frame = _places[node.Place] as Frame,
        State = _places[node.Place] as StackState,
        Children = [.. node.Kept.Select(ResultOf)],
    };

    private static StateFamily? FamilyOf(Node node)
    {
        Span<long> families = stackalloc long[(int)StateFamily.Running + 1];
        foreach (var path in node.Paths) families[(int)path.State.Family] += path.Count;
        for (var family = 0; family < families.Length; family++)
        {
            if (families[family] * 3 >= node.Count * 2) return (StateFamily)family;
        }
        return null;
    }

    private sealed class Node(Node? parent, int place)
    {
        public Node? Parent => parent;

        public int Place => place;

        public int Depth { get; } = parent is null ? -1 : parent.Depth + 1;

        public long Count { get; set; }

        /// <summary>The stacks that run through here.</summary>
        public List<StackPath> Paths { get; init; } = [];

        public List<Node> Kept { get; } = [];
    }
}
