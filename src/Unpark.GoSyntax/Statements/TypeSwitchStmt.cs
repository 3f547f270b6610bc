using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>switch init; v := x.(type) { cases }</c></summary>
public sealed class TypeSwitchStmt(Pos @switch, Stmt? init, Stmt assign, BlockStmt body) : Stmt
{
    public Pos Switch { get; } = @switch;

    public Stmt? Init { get; } = init;

    /// <summary><c>v := x.(type)</c> or <c>x.(type)</c></summary>
    public Stmt Assign { get; } = assign;

    public BlockStmt Body { get; } = body;

    public override Pos Pos => Switch;

    public override Pos End => Body.End;

    internal override void AddChildren(NodeList children) => children.Add(Init).Add(Assign).Add(Body);
}
