using System.Collections.Immutable;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>case v := &lt;-ch:</c>, <c>case ch &lt;- v:</c> or <c>default:</c> of a select.</summary>
public sealed class CommClause(Pos @case, Stmt? comm, Pos colon, ImmutableArray<Stmt> body) : Stmt
{
    public Pos Case { get; } = @case;

    /// <summary>The send or receive; null for <c>default</c>.</summary>
    public Stmt? Comm { get; } = comm;

    public Pos Colon { get; } = colon;

    public ImmutableArray<Stmt> Body { get; } = body;

    public override Pos Pos => Case;

    public override Pos End => Body.IsEmpty ? Colon + 1 : Body[^1].End;

    internal override void AddChildren(NodeList children) => children.Add(Comm).AddAll(Body);
}
