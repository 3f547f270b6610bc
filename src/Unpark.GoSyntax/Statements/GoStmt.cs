using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>go call</c></summary>
public sealed class GoStmt(Pos go, CallExpr call) : Stmt
{
    public Pos Go { get; } = go;

    public CallExpr Call { get; } = call;

    public override Pos Pos => Go;

    public override Pos End => Call.End;

    internal override void AddChildren(NodeList children) => children.Add(Call);
}
