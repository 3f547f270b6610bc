using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Channels;

/// <summary>Who should receive waits in a select whose case for it is switched off: its local variable was set to nil, and not back.</summary>
internal sealed class SwitchedOffCase : CauseFinder
{
    public override Cause? Explain(StuckPlace place) =>
        place.Waits is [{ Kind: OperationKind.Send } wait]
            ? place.Receives(wait).Where(receive => IsAwaited(place, receive)).Select(receive => CauseOf(place, wait, receive)).FirstOrDefault(cause => cause is not null)
            : null;

    /// <summary>The evidence shows a goroutine in the very select: it has not left it.</summary>
    public static bool IsAwaited(StuckPlace place, Operation receive) =>
        receive is { Select: not null, HasDefault: false } && place.Others.All.Any(other => other.WaitsIn.Contains(receive));

    private static Cause? CauseOf(StuckPlace place, Operation wait, Operation receive)
    {
        if (receive.Target is not { Kind: VariableKind.Local } local || SetToNil(place.Facts, receive.Function, local) is not { } reset) return null;
        return new("nil-channel", $"{local.Name} is set to nil at {StuckPlace.PlaceOf(reset.File, reset.File.LineOf(reset.Assign))}, so that the select at {StuckPlace.PlaceOf(receive)} does not receive; nothing sets it back",
            reset.File.SpotAt(reset.Assign.Pos, "sets it to nil"), place.OthersOf(wait, [StuckPlace.Spot(receive, "the only receive, switched off")]), IsSure: false);
    }

    private static (Source.SourceFile File, AssignStmt Assign)? SetToNil(PackageFacts facts, Function function, Variable local) =>
        function.Body?.Descend(node => node is not FuncLit).OfType<AssignStmt>().FirstOrDefault(assign =>
            assign is { Lhs: [Ident name], Rhs: [Ident { Name: "nil" }] } && facts.Types.VariableOf(name) == local) is { } found ? (function.File, found) : null;
}
