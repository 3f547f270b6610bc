using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

/// <summary>Where a value comes into being: what flows through variables, arguments, fields and results keeps it.</summary>
internal sealed class Origin(OriginKind kind, Node node, SourceFile file, Function? function)
{
    public OriginKind Kind { get; } = kind;

    /// <summary>The expression, or the variable's declaration.</summary>
    public Node Node { get; } = node;

    public SourceFile File { get; } = file;

    /// <summary>Where it is made; null at package level.</summary>
    public Function? Function { get; } = function;

    /// <summary>Of a function value: the function; of what calls one once: that, where it is written out.</summary>
    public Function? Value { get; init; }

    /// <summary>Of a derived context: the context it ends with. Of a done channel: its context. Of a Cond: its lock. Of what calls a function once: the variable that holds it.</summary>
    public Variable? Of { get; init; }

    /// <summary>Of a channel: its room; null when it has none.</summary>
    public Expr? Capacity { get; init; }

    /// <summary>Of a cancel function: the context it ends.</summary>
    public Origin? Ends { get; init; }

    public int Line => field > 0 ? field : field = File.LineOf(Node);
}
