using System.Collections.Immutable;
using Unpark.Causes.Contexts;
using Unpark.Causes.Waiting;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes;

/// <summary>A finding and the source of the line where its goroutines wait.</summary>
/// <param name="Start">The call that started them; null where the evidence or the source does not tell.</param>
internal sealed record StuckPlace(Finding Finding, Witness Self, Witnesses Others, PackageFacts Facts, Function Function, Call? Start)
{
    public int Line => Self.IsAtStart ? Self.Frames[0].Line : Finding.Site!.Frame.Line;

    public SourceFile File => Function.File;

    public string State => Finding.State?.Text ?? "";

    /// <summary>What they wait in: several cases for a select.</summary>
    public ImmutableArray<Operation> Waits => Self.WaitsIn;

    /// <summary>A case of the select is the end of a context that has a limit of time: whatever the others do, it comes.</summary>
    public bool EndsByItself => Waits.Length > 1 && Waits.Any(wait => BackgroundContext.ContextOf(wait) is { Origins: { Count: > 0 } made } && made.TrueForAll(ForgottenCancel.EndsByItself));

    /// <summary>A call that waits for its answer and looks at a context beside it: the end of that is a way out, and not what is missing.</summary>
    /// <param name="end">Waits for the end of the context.</param>
    public bool AwaitsAnswerBeside(Operation end) => Self.Frames.Length > 1
        && Waits.Any(wait => wait != end && !wait.IsTime && BackgroundContext.ContextOf(wait) is null && Related(wait).Any(other => Partners.Wakes(other, wait)));

    /// <summary>The runtime has shown that nobody who could still come knows what they wait for.</summary>
    public bool IsProven => Finding.Confidence == Confidence.Proven;

    public bool IsNil => State.Contains("nil chan", StringComparison.Ordinal);

    /// <summary>Every operation on what they wait for; of several channels that it may be, those made where the goroutines come from.</summary>
    public IReadOnlyList<Operation> Related(Operation wait)
    {
        var origins = OriginsOf(wait);
        return origins.Count == 0 ? Facts.Related(wait) : [.. origins.SelectMany(Facts.OperationsOn).Distinct()];
    }

    /// <summary>Where it may be made.</summary>
    public IReadOnlyList<Origin> OriginsOf(Operation wait)
    {
        if (wait.Origins.Count < 2) return wait.Origins;
        var near = wait.Origins.Where(IsNear).ToList();
        return near.Count > 0 ? near : wait.Origins;
    }

    public IReadOnlyList<Operation> Receives(Operation wait) => [.. Related(wait).Where(operation => operation.IsReceive)];

    public IReadOnlyList<Operation> Sends(Operation wait) => [.. Related(wait).Where(operation => operation.Kind == OperationKind.Send)];

    public IReadOnlyList<Operation> Closes(Operation wait) => [.. Related(wait).Where(operation => operation.Kind == OperationKind.Close)];

    /// <summary>The function that started them, or the one they are in when nobody did.</summary>
    public Function? Parent => Start?.Function;

    /// <summary>"order.go:61"</summary>
    public static string PlaceOf(Operation operation) => PlaceOf(operation.File, operation.Line);

    public static string PlaceOf(SourceFile file, int line) => FormattableString.Invariant($"{file.Name}:{line}");

    public static SourceSpot Spot(Operation operation, string what) => operation.File.SpotAt(operation.Node.Pos, what);

    /// <summary>The name of what an operation is about, as the source writes it: "results"; of the result of a call that of the variable which is returned.</summary>
    public static string NameOf(Operation operation) => operation.Target switch
    {
        { Kind: VariableKind.Result, Name: "_" } result => ReturnedAs(result) ?? "the channel",
        { Name: not "_" } named => named.Name,
        _ => "the channel",
    };

    /// <summary>Where the channel is made, to be shown beside the culprit.</summary>
    public IEnumerable<SourceSpot> MadeAt(Operation wait) =>
        OriginsOf(wait).Where(origin => origin.Kind is OriginKind.Channel).Take(2)
            .Select(origin => origin.File.SpotAt(origin.Node.Pos, origin.Capacity is null ? "made here, without a buffer" : "made here"));

    public ImmutableArray<SourceSpot> OthersOf(Operation wait, params IEnumerable<SourceSpot> spots) =>
        [.. spots.Append(Spot(wait, "stuck here")).Concat(MadeAt(wait)).OneEachLine()];

    /// <summary>Nodes that do one of the operations, in a function or by what it calls.</summary>
    public static IEnumerable<Node> NodesIn(Function function, IReadOnlyCollection<Operation> wanted)
    {
        foreach (var operation in wanted.Where(operation => operation.Function == function)) yield return operation.Node;
        foreach (var call in function.Calls)
        {
            if (call.Callees.Exists(callee => callee != function && Reaches(callee, wanted, 0))) yield return call.Node;
        }
    }

    /// <summary>The function does one of them, or calls who does.</summary>
    public static bool Reaches(Function function, IReadOnlyCollection<Operation> wanted, int depth) =>
        wanted.Any(operation => operation.Function == function)
        || (depth < 4 && function.Calls.Exists(call => call.Callees.Exists(callee => callee != function && Reaches(callee, wanted, depth + 1))));

    /// <summary>The same, in its own goroutine: what it starts is left out.</summary>
    public static bool Does(Function function, IReadOnlyCollection<Operation> wanted, int depth) =>
        wanted.Any(operation => operation.Function == function)
        || (depth < 4 && function.Calls.Exists(call => call.Way != CallWay.Go && call.Callees.Exists(callee => callee != function && Does(callee, wanted, depth + 1))));

    // Null where its function returns now this, now that.
    private static string? ReturnedAs(Variable result)
    {
        if (result.Owner is not { Body: { } body } function) return null;
        var index = function.Results.IndexOf(result);
        var returned = body.Descend(node => node is not FuncLit).OfType<ReturnStmt>().Where(@return => index < @return.Results.Length).Select(@return => (@return.Results[index].Unparen() as Ident)?.Name).Where(name => name != "nil").Distinct().ToList();
        return returned is [var only] ? only : null;
    }

    private bool IsNear(Origin origin)
    {
        if (origin.Function is not { } made) return false;
        return (Parent is { } parent && (parent.Encloses(made) || made.Encloses(parent))) || Self.Frames.Any(frame => frame.Function.Outermost == made.Outermost)
            || (Parent is { } starter && starter.Callers.Exists(caller => caller.Function.Outermost == made.Outermost) && starter.Callers.TrueForAll(caller => caller.Function.Outermost == made.Outermost));
    }
}
