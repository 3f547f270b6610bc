using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>x + y</c>; in a constraint also <c>T | U</c>.</summary>
public sealed class BinaryExpr(Expr x, Pos opPos, Token op, Expr y) : Expr
{
    public Expr X { get; } = x;

    public Pos OpPos { get; } = opPos;

    public Token Op { get; } = op;

    public Expr Y { get; } = y;

    public override Pos Pos => X.Pos;

    public override Pos End => Y.End;

    internal override void AddChildren(NodeList children) => children.Add(X).Add(Y);
}
