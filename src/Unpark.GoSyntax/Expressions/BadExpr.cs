using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary>Source that is no expression, where one was expected.</summary>
public sealed class BadExpr(Pos from, Pos to) : Expr
{
    public Pos From { get; } = from;

    public Pos To { get; } = to;

    public override Pos Pos => From;

    public override Pos End => To;
}
