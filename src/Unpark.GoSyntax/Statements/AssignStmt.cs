using System.Collections.Immutable;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Tokens;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>a, b = x, y</c>, <c>a := x</c> or <c>a += x</c></summary>
public sealed class AssignStmt(ImmutableArray<Expr> lhs, Pos tokPos, Token tok, ImmutableArray<Expr> rhs) : Stmt
{
    public ImmutableArray<Expr> Lhs { get; } = lhs;

    public Pos TokPos { get; } = tokPos;

    public Token Tok { get; } = tok;

    public ImmutableArray<Expr> Rhs { get; } = rhs;

    public override Pos Pos => Lhs[0].Pos;

    public override Pos End => Rhs[^1].End;

    internal override void AddChildren(NodeList children) => children.AddAll(Lhs).AddAll(Rhs);
}
