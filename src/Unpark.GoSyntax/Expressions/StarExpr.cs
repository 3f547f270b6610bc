using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>*x</c>: what a pointer points to, or a pointer type.</summary>
public sealed class StarExpr(Pos star, Expr x) : Expr
{
    public Pos Star { get; } = star;

    public Expr X { get; } = x;

    public override Pos Pos => Star;

    public override Pos End => X.End;

    internal override void AddChildren(NodeList children) => children.Add(X);
}
