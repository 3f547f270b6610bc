using System.Collections.Immutable;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>F[int, string]</c>: a generic type or function with several type arguments.</summary>
public sealed class IndexListExpr(Expr x, Pos lbrack, ImmutableArray<Expr> indices, Pos rbrack) : Expr
{
    public Expr X { get; } = x;

    public Pos Lbrack { get; } = lbrack;

    public ImmutableArray<Expr> Indices { get; } = indices;

    public Pos Rbrack { get; } = rbrack;

    public override Pos Pos => X.Pos;

    public override Pos End => Rbrack + 1;

    internal override void AddChildren(NodeList children) => children.Add(X).AddAll(Indices);
}
