using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>select { cases }</c></summary>
public sealed class SelectStmt(Pos select, BlockStmt body) : Stmt
{
    public Pos Select { get; } = select;

    public BlockStmt Body { get; } = body;

    public override Pos Pos => Select;

    public override Pos End => Body.End;

    internal override void AddChildren(NodeList children) => children.Add(Body);
}
