using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>defer call</c></summary>
public sealed class DeferStmt(Pos defer, CallExpr call) : Stmt
{
    public Pos Defer { get; } = defer;

    public CallExpr Call { get; } = call;

    public override Pos Pos => Defer;

    public override Pos End => Call.End;

    internal override void AddChildren(NodeList children) => children.Add(Call);
}
