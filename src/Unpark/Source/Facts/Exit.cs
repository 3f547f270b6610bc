using Unpark.GoSyntax;
using Unpark.GoSyntax.Declarations;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;

namespace Unpark.Source.Facts;

/// <summary>A way out of a function on which something is left undone.</summary>
/// <param name="Node">The return, the call that ends the goroutine, or the function itself for its end.</param>
/// <param name="Because">The branch that led past what should be done: a case of a select, an if; null when nothing branched.</param>
internal sealed record Exit(Node Node, Node? Because)
{
    /// <summary>The line to blame: a case that won a race, otherwise the way out itself; for the end of a function the branch.</summary>
    public Node Culprit => Node is FuncDecl or FuncLit || (Because is CommClause clause && IsOf(clause)) || IsBehind(Because) ? Because ?? Node : Node;

    // What a continue left undone in a round stays undone at the return behind the loop.
    private bool IsBehind(Node? because) => because is BranchStmt && because.End < Node.Pos;

    // The case does nothing but leave; inside an if of it the return has a reason of its own.
    private bool IsOf(CommClause clause) => Node.Pos < clause.Pos || Node.Pos > clause.End || clause.Body.Contains(Node);
}
