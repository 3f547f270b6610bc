using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>x++</c> or <c>x--</c></summary>
public sealed class IncDecStmt(Expr x, Pos tokPos, Token tok) : Stmt
{
    public Expr X { get; } = x;

    public Pos TokPos { get; } = tokPos;

    public Token Tok { get; } = tok;

    public override Pos Pos => X.Pos;

    public override Pos End => TokPos + 2;

    internal override void AddChildren(NodeList children) => children.Add(X);
}
