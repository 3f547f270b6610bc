using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Types;

/// <summary><c>...T</c> of a last parameter, or the <c>...</c> of <c>[...]T</c>.</summary>
public sealed class Ellipsis(Pos dots, Expr? elt) : Expr
{
    public Pos Dots { get; } = dots;

    public Expr? Elt { get; } = elt;

    public override Pos Pos => Dots;

    public override Pos End => Elt?.End ?? Dots + 3;

    internal override void AddChildren(NodeList children) => children.Add(Elt);
}
