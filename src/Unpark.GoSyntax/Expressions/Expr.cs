namespace Unpark.GoSyntax.Expressions;

/// <summary>An expression or a type: before names are resolved, nobody can tell <c>T</c> from <c>x</c>.</summary>
public abstract class Expr : Node
{
    /// <summary>The same without parentheses around it.</summary>
    public virtual Expr Unparen() => this;
}
