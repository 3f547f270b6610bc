using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>x.(T)</c></summary>
public sealed class TypeAssertExpr(Expr x, Pos lparen, Expr? type, Pos rparen) : Expr
{
    public Expr X { get; } = x;

    public Pos Lparen { get; } = lparen;

    /// <summary>Null in the <c>x.(type)</c> of a type switch.</summary>
    public Expr? Type { get; } = type;

    public Pos Rparen { get; } = rparen;

    public override Pos Pos => X.Pos;

    public override Pos End => Rparen + 1;

    internal override void AddChildren(NodeList children) => children.Add(X).Add(Type);
}
