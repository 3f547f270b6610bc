namespace Unpark.GoSyntax.Statements;

/// <summary>A statement.</summary>
public abstract class Stmt : Node;
