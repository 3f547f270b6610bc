using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Types;

/// <summary><c>[n]T</c>, <c>[...]T</c> or the slice <c>[]T</c></summary>
public sealed class ArrayType(Pos lbrack, Expr? len, Expr elt) : Expr
{
    public Pos Lbrack { get; } = lbrack;

    /// <summary>An <see cref="Ellipsis"/> for <c>[...]T</c>; null for a slice.</summary>
    public Expr? Len { get; } = len;

    public Expr Elt { get; } = elt;

    public override Pos Pos => Lbrack;

    public override Pos End => Elt.End;

    internal override void AddChildren(NodeList children) => children.Add(Len).Add(Elt);
}
