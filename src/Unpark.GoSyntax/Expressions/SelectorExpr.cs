using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>x.Sel</c>: a field, a method or a name of a package.</summary>
public sealed class SelectorExpr(Expr x, Ident sel) : Expr
{
    public Expr X { get; } = x;

    public Ident Sel { get; } = sel;

    public override Pos Pos => X.Pos;

    public override Pos End => Sel.End;

    internal override void AddChildren(NodeList children) => children.Add(X).Add(Sel);
}
