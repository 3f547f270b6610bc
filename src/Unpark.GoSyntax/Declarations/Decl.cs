namespace Unpark.GoSyntax.Declarations;

/// <summary>A declaration.</summary>
public abstract class Decl : Node;
