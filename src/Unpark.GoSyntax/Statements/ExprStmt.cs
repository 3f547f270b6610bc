using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary>A call or a receive whose value nobody uses.</summary>
public sealed class ExprStmt(Expr x) : Stmt
{
    public Expr X { get; } = x;

    public override Pos Pos => X.Pos;

    public override Pos End => X.End;

    internal override void AddChildren(NodeList children) => children.Add(X);
}
