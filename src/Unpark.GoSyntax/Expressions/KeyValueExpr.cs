using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>key: value</c> in a composite literal.</summary>
public sealed class KeyValueExpr(Expr key, Pos colon, Expr value) : Expr
{
    public Expr Key { get; } = key;

    public Pos Colon { get; } = colon;

    public Expr Value { get; } = value;

    public override Pos Pos => Key.Pos;

    public override Pos End => Value.End;

    internal override void AddChildren(NodeList children) => children.Add(Key).Add(Value);
}
