using System.Collections.Immutable;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>fun(args)</c>: a call, or a conversion to the type <c>fun</c>.</summary>
public sealed class CallExpr(Expr fun, Pos lparen, ImmutableArray<Expr> args, Pos ellipsis, Pos rparen) : Expr
{
    public Expr Fun { get; } = fun;

    public Pos Lparen { get; } = lparen;

    public ImmutableArray<Expr> Args { get; } = args;

    /// <summary>Of the <c>...</c> behind the last argument; none when there is none.</summary>
    public Pos Ellipsis { get; } = ellipsis;

    public Pos Rparen { get; } = rparen;

    public override Pos Pos => Fun.Pos;

    public override Pos End => Rparen + 1;

    internal override void AddChildren(NodeList children) => children.Add(Fun).AddAll(Args);
}
