using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Types;

/// <summary><c>chan T</c>, <c>&lt;-chan T</c> or <c>chan&lt;- T</c></summary>
public sealed class ChanType(Pos begin, Pos arrow, ChanDir dir, Expr value) : Expr
{
    /// <summary>Of <c>chan</c> or <c>&lt;-</c>, whichever is first.</summary>
    public Pos Begin { get; } = begin;

    /// <summary>None when both directions are allowed.</summary>
    public Pos Arrow { get; } = arrow;

    public ChanDir Dir { get; } = dir;

    public Expr Value { get; } = value;

    public override Pos Pos => Begin;

    public override Pos End => Value.End;

    internal override void AddChildren(NodeList children) => children.Add(Value);
}
