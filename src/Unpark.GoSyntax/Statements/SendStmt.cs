using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>ch &lt;- value</c></summary>
public sealed class SendStmt(Expr chan, Pos arrow, Expr value) : Stmt
{
    public Expr Chan { get; } = chan;

    public Pos Arrow { get; } = arrow;

    public Expr Value { get; } = value;

    public override Pos Pos => Chan.Pos;

    public override Pos End => Value.End;

    internal override void AddChildren(NodeList children) => children.Add(Chan).Add(Value);
}
