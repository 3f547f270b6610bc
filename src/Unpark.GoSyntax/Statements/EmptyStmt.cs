using Unpark.GoSyntax.Positions;

namespace Unpark.GoSyntax.Statements;

/// <summary>A semicolon alone, or the nothing between a label and a closing brace.</summary>
public sealed class EmptyStmt(Pos semicolon, bool @implicit) : Stmt
{
    public Pos Semicolon { get; } = semicolon;

    /// <summary>The source has no semicolon here.</summary>
    public bool Implicit { get; } = @implicit;

    public override Pos Pos => Semicolon;

    public override Pos End => Implicit ? Semicolon : Semicolon + 1;
}
