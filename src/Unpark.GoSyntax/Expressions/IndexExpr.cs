using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>x[index]</c>: an element, or a generic type or function with one type argument.</summary>
public sealed class IndexExpr(Expr x, Pos lbrack, Expr index, Pos rbrack) : Expr
{
    public Expr X { get; } = x;

    public Pos Lbrack { get; } = lbrack;

    public Expr Index { get; } = index;

    public Pos Rbrack { get; } = rbrack;

    public override Pos Pos => X.Pos;

    public override Pos End => Rbrack + 1;

    internal override void AddChildren(NodeList children) => children.Add(X).Add(Index);
}
