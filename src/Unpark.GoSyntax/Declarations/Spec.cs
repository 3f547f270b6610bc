namespace Unpark.GoSyntax.Declarations;

/// <summary>One import, constant, type or variable of a <see cref="GenDecl"/>.</summary>
public abstract class Spec : Node;
