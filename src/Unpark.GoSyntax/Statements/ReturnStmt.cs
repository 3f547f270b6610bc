using System.Collections.Immutable;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>return results</c></summary>
public sealed class ReturnStmt(Pos @return, ImmutableArray<Expr> results) : Stmt
{
    public Pos Return { get; } = @return;

    public ImmutableArray<Expr> Results { get; } = results;

    public override Pos Pos => Return;

    public override Pos End => Results.IsEmpty ? Return + "return".Length : Results[^1].End;

    internal override void AddChildren(NodeList children) => children.AddAll(Results);
}
