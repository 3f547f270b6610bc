using System.Collections.Immutable;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Expressions;

/// <summary><c>T{a, b}</c></summary>
public sealed class CompositeLit(Expr? type, Pos lbrace, ImmutableArray<Expr> elts, Pos rbrace) : Expr
{
    /// <summary>Null for a literal inside another whose type says it: <c>[]T{{a}, {b}}</c>.</summary>
    public Expr? Type { get; } = type;

    public Pos Lbrace { get; } = lbrace;

    public ImmutableArray<Expr> Elts { get; } = elts;

    public Pos Rbrace { get; } = rbrace;

    public override Pos Pos => Type?.Pos ?? Lbrace;

    public override Pos End => Rbrace + 1;

    internal override void AddChildren(NodeList children) => children.Add(Type).AddAll(Elts);
}
