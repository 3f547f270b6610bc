using Unpark.GoSyntax;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Names;

namespace Unpark.Source.Facts;

/// <summary>One such statement or expression of the source.</summary>
internal sealed class Operation(OperationKind kind, Node node, Function function)
{
    public OperationKind Kind { get; } = kind;

    public Node Node { get; } = node;

    public Function Function { get; } = function;

    public SourceFile File => Function.File;

    /// <summary>The channel, lock, WaitGroup, Cond or context; null when it has no name.</summary>
    public Variable? Target { get; init; }

    /// <summary>Where the target is made, when it is made in the operation itself: <c>&lt;-time.After(d)</c>.</summary>
    public Origin? Made { get; init; }

    /// <summary>The innermost loop around it in its function.</summary>
    public Stmt? Loop { get; init; }

    /// <summary>It is a case of this select.</summary>
    public SelectStmt? Select { get; init; }

    public CommClause? Clause { get; init; }

    /// <summary>Runs when the function ends, however it ends.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>The call of a go statement itself: <c>go wg.Wait()</c>.</summary>
    public bool IsStarted { get; init; }

    /// <summary>It takes one value a round in a loop that ends by itself: so many are to come.</summary>
    public bool IsCounted => Kind == OperationKind.Receive && Loop is ForStmt { Cond: not null } or RangeStmt;

    public int Line => field > 0 ? field : field = File.LineOf(Node);

    public bool IsReceive => Kind is OperationKind.Receive or OperationKind.Range;

    /// <summary>It waits for the clock: a sleep, a tick or the end of a timer.</summary>
    public bool IsTime => Kind == OperationKind.Sleep || (IsReceive && Origins.Count > 0 && Origins.All(origin => origin.Kind is OriginKind.Ticker or OriginKind.Timer));

    /// <summary>The select it is a case of never waits.</summary>
    public bool HasDefault => Select?.Body.List.Any(clause => clause is CommClause { Comm: null }) == true;

    public IReadOnlyList<Origin> Origins => Made is not null ? [Made] : Target is { HasOrigins: true } ? Target.Origins : [];
}
