using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>switch init; tag { cases }</c></summary>
public sealed class SwitchStmt(Pos @switch, Stmt? init, Expr? tag, BlockStmt body) : Stmt
{
    public Pos Switch { get; } = @switch;

    public Stmt? Init { get; } = init;

    public Expr? Tag { get; } = tag;

    public BlockStmt Body { get; } = body;

    public override Pos Pos => Switch;

    public override Pos End => Body.End;

    internal override void AddChildren(NodeList children) => children.Add(Init).Add(Tag).Add(Body);
}
