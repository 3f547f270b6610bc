using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>if init; cond { body } else ...</c></summary>
public sealed class IfStmt(Pos @if, Stmt? init, Expr cond, BlockStmt body, Stmt? @else) : Stmt
{
    public Pos If { get; } = @if;

    public Stmt? Init { get; } = init;

    public Expr Cond { get; } = cond;

    public BlockStmt Body { get; } = body;

    /// <summary>A <see cref="BlockStmt"/> or another <see cref="IfStmt"/>.</summary>
    public Stmt? Else { get; } = @else;

    public override Pos Pos => If;

    public override Pos End => (Else ?? Body).End;

    internal override void AddChildren(NodeList children) => children.Add(Init).Add(Cond).Add(Body).Add(Else);
}
