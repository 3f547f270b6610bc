using System.Collections.Immutable;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>case a, b:</c> or <c>default:</c> of a switch.</summary>
public sealed class CaseClause(Pos @case, ImmutableArray<Expr> list, Pos colon, ImmutableArray<Stmt> body) : Stmt
{
    public Pos Case { get; } = @case;

    /// <summary>Values or types; empty for <c>default</c>.</summary>
    public ImmutableArray<Expr> List { get; } = list;

    public Pos Colon { get; } = colon;

    public ImmutableArray<Stmt> Body { get; } = body;

    public override Pos Pos => Case;

    public override Pos End => Body.IsEmpty ? Colon + 1 : Body[^1].End;

    internal override void AddChildren(NodeList children) => children.AddAll(List).AddAll(Body);
}
