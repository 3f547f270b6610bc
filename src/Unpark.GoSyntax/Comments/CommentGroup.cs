using System.Collections.Immutable;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Comments;

/// <summary>Comments with nothing between them, neither code nor an empty line.</summary>
public sealed class CommentGroup(ImmutableArray<Comment> list) : Node
{
    /// <summary>At least one.</summary>
    public ImmutableArray<Comment> List { get; } = list;

    public override Pos Pos => List[0].Pos;

    public override Pos End => List[^1].End;

    internal override void AddChildren(NodeList children) => children.AddAll(List);
}
