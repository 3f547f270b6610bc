using System.Collections.Immutable;
using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary><c>{ statements }</c>; the body of a switch holds only <see cref="CaseClause"/>s, that of a select only <see cref="CommClause"/>s.</summary>
public sealed class BlockStmt(Pos lbrace, ImmutableArray<Stmt> list, Pos rbrace) : Stmt
{
    public Pos Lbrace { get; } = lbrace;

    public ImmutableArray<Stmt> List { get; } = list;

    /// <summary>None when the source ends before it.</summary>
    public Pos Rbrace { get; } = rbrace;

    public override Pos Pos => Lbrace;

    public override Pos End => Rbrace.IsValid ? Rbrace + 1 : List.IsEmpty ? Lbrace + 1 : List[^1].End;

    internal override void AddChildren(NodeList children) => children.AddAll(List);
}
