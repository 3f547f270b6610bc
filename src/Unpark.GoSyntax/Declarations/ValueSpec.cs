using System.Collections.Immutable;
using Unpark.GoSyntax.Comments;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Declarations;

/// <summary><c>a, b T = x, y</c> of a constant or variable declaration.</summary>
public sealed class ValueSpec(CommentGroup? doc, ImmutableArray<Ident> names, Expr? type, ImmutableArray<Expr> values, CommentGroup? comment) : Spec
{
    public CommentGroup? Doc { get; } = doc;

    public ImmutableArray<Ident> Names { get; } = names;

    public Expr? Type { get; } = type;

    /// <summary>Empty where the declaration gives none.</summary>
    public ImmutableArray<Expr> Values { get; } = values;

    public CommentGroup? Comment { get; } = comment;

    public override Pos Pos => Names[0].Pos;

    public override Pos End => !Values.IsEmpty ? Values[^1].End : Type?.End ?? Names[^1].End;

    internal override void AddChildren(NodeList children) => children.AddAll(Names).Add(Type).AddAll(Values);
}
