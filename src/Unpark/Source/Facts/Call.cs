using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

/// <summary>A call of a function, which may be one of the package.</summary>
internal sealed class Call(CallExpr node, Function function, CallWay way)
{
    public CallExpr Node { get; } = node;

    /// <summary>Where it stands.</summary>
    public Function Function { get; } = function;

    public CallWay Way { get; } = way;

    public Stmt? Loop { get; init; }

    /// <summary>The <c>go</c> or <c>defer</c> statement, or the statement that holds the call.</summary>
    public Stmt? Statement { get; init; }

    /// <summary>The variable that holds the function; null when it is called by its own name.</summary>
    public Variable? Through { get; init; }

    /// <summary>What the method is called on; null for functions and for what has no name.</summary>
    public Variable? On { get; init; }

    /// <summary>Functions of the package it may call; empty for those of others.</summary>
    public List<Function> Callees => field ??= [];

    public int Line => field > 0 ? field : field = Function.File.LineOf(Node);
}
