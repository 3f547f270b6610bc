using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Unpark.GoSyntax;

/// <summary>Nodes that wait to be visited. A chain of a hundred thousand additions is as deep in the tree: nobody descends by recursion.</summary>
internal sealed class NodeList
{
    private readonly List<Node> _nodes = [];

    public NodeList Add(Node? node)
    {
        if (node is not null) _nodes.Add(node);
        return this;
    }

    public NodeList AddAll<T>(ImmutableArray<T> nodes)
        where T : Node
    {
        foreach (var node in nodes) _nodes.Add(node);
        return this;
    }

    /// <summary>The first child becomes the last of the list, which is taken next.</summary>
    public void AddChildrenReversed(Node node)
    {
        var first = _nodes.Count;
        node.AddChildren(this);
        _nodes.Reverse(first, _nodes.Count - first);
    }

    public bool TryTakeLast([NotNullWhen(true)] out Node? node)
    {
        node = null;
        if (_nodes.Count == 0) return false;
        node = _nodes[^1];
        _nodes.RemoveAt(_nodes.Count - 1);
        return true;
    }
}
