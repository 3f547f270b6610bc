using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>label: stmt</c></summary>
public sealed class LabeledStmt(Ident label, Pos colon, Stmt stmt) : Stmt
{
    public Ident Label { get; } = label;

    public Pos Colon { get; } = colon;

    public Stmt Stmt { get; } = stmt;

    public override Pos Pos => Label.Pos;

    public override Pos End => Stmt.End;

    internal override void AddChildren(NodeList children) => children.Add(Label).Add(Stmt);
}
