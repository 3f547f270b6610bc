using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>for init; cond; post { body }</c></summary>
public sealed class ForStmt(Pos @for, Stmt? init, Expr? cond, Stmt? post, BlockStmt body) : Stmt
{
    public Pos For { get; } = @for;

    public Stmt? Init { get; } = init;

    /// <summary>Null for a loop that only its body can leave.</summary>
    public Expr? Cond { get; } = cond;

    public Stmt? Post { get; } = post;

    public BlockStmt Body { get; } = body;

    public override Pos Pos => For;

    public override Pos End => Body.End;

    internal override void AddChildren(NodeList children) => children.Add(Init).Add(Cond).Add(Post).Add(Body);
}
