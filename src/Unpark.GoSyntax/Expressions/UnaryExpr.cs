using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>-x</c>, <c>!x</c>, <c>&amp;x</c>, <c>&lt;-ch</c> (a receive), <c>~T</c> (in a constraint); <c>*x</c> is a <see cref="StarExpr"/>.</summary>
public sealed class UnaryExpr(Pos opPos, Token op, Expr x) : Expr
{
    public Pos OpPos { get; } = opPos;

    public Token Op { get; } = op;

    public Expr X { get; } = x;

    public override Pos Pos => OpPos;

    public override Pos End => X.End;

    internal override void AddChildren(NodeList children) => children.Add(X);
}
