using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary>Source that is no statement, where one was expected.</summary>
public sealed class BadStmt(Pos from, Pos to) : Stmt
{
    public Pos From { get; } = from;

    public Pos To { get; } = to;

    public override Pos Pos => From;

    public override Pos End => To;
}
