using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax;

/// <summary>A part of the syntax tree. Types, members and positions are those of go/ast; a position that is not there is <see cref="Pos.None"/>.</summary>
public abstract class Node
{
    /// <summary>Where the first byte stands.</summary>
    public abstract Pos Pos { get; }

    /// <summary>Behind the last byte.</summary>
    public abstract Pos End { get; }

    /// <summary>This node and everything below it, parents first, in the order of the source; comments are not among them.</summary>
    /// <param name="into">Says of a node whether to go below it; null goes everywhere.</param>
    public IEnumerable<Node> Descend(Func<Node, bool>? into = null)
    {
        var waiting = new NodeList();
        waiting.Add(this);
        while (waiting.TryTakeLast(out var node))
        {
            yield return node;
            if (into is null || into(node)) waiting.AddChildrenReversed(node);
        }
    }

    /// <summary>Adds what stands directly below, in the order of the source.</summary>
    internal virtual void AddChildren(NodeList children)
    {
    }
}
