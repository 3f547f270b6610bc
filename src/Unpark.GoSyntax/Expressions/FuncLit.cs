using Unpark.GoSyntax.Positions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Types;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>func(params) results { body }</c>: a closure.</summary>
public sealed class FuncLit(FuncType type, BlockStmt body) : Expr
{
    public FuncType Type { get; } = type;

    public BlockStmt Body { get; } = body;

    public override Pos Pos => Type.Pos;

    public override Pos End => Body.End;

    internal override void AddChildren(NodeList children) => children.Add(Type).Add(Body);
}
