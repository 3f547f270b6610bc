using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>(x)</c></summary>
public sealed class ParenExpr(Pos lparen, Expr x, Pos rparen) : Expr
{
    public Pos Lparen { get; } = lparen;

    public Expr X { get; } = x;

    public Pos Rparen { get; } = rparen;

    public override Pos Pos => Lparen;

    public override Pos End => Rparen + 1;

    public override Expr Unparen()
    {
        var expr = X;
        while (expr is ParenExpr paren) expr = paren.X;
        return expr;
    }

    internal override void AddChildren(NodeList children) => children.Add(X);
}
