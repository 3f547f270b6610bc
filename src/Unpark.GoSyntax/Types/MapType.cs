using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Types;

/// <summary><c>map[key]value</c></summary>
public sealed class MapType(Pos map, Expr key, Expr value) : Expr
{
    public Pos Map { get; } = map;

    public Expr Key { get; } = key;

    public Expr Value { get; } = value;

    public override Pos Pos => Map;

    public override Pos End => Value.End;

    internal override void AddChildren(NodeList children) => children.Add(Key).Add(Value);
}
