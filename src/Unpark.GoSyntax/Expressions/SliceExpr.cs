using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>x[low:high]</c> or <c>x[low:high:max]</c></summary>
public sealed class SliceExpr(Expr x, Pos lbrack, Expr? low, Expr? high, Expr? max, bool slice3, Pos rbrack) : Expr
{
    public Expr X { get; } = x;

    public Pos Lbrack { get; } = lbrack;

    public Expr? Low { get; } = low;

    public Expr? High { get; } = high;

    public Expr? Max { get; } = max;

    /// <summary>There are two colons.</summary>
    public bool Slice3 { get; } = slice3;

    public Pos Rbrack { get; } = rbrack;

    public override Pos Pos => X.Pos;

    public override Pos End => Rbrack + 1;

    internal override void AddChildren(NodeList children) => children.Add(X).Add(Low).Add(High).Add(Max);
}
