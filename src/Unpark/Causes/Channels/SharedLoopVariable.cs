using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Channels;

/// <summary>Goroutines that a loop starts share its variable: by the time they look it has gone on, and all take the last.</summary>
internal sealed class SharedLoopVariable : CauseFinder
{
    // Go 1.22 release notes, "Changes to the language": each turn has variables of its own; by the go line of go.mod.
    private static readonly Version OneEachTurn = new(1, 22);

    public override Cause? Explain(StuckPlace place) =>
        place.Facts.Source.GoVersion is not { } version || version >= OneEachTurn ? null
        : (from wait in place.Waits
           from operation in place.Related(wait).Prepend(wait)
           let shared = SharedBy(operation, place.Facts)
           where shared is not null
           select CauseOf(place, wait, operation, shared, version)).FirstOrDefault();

    private static Variable? SharedBy(Operation operation, PackageFacts facts) =>
        (from start in operation.Function.Callers
         where start.Way == CallWay.Go && operation.Function.Outer == start.Function
         from name in operation.Node.Descend(node => node is not BlockStmt).OfType<Ident>()
         let variable = facts.Types.VariableOf(name)
         where variable?.Owner == start.Function && Declares(start.Loop, variable.Declaration)
         select variable).FirstOrDefault();

    private static bool Declares(Stmt? loop, Node name) => loop switch
    {
        RangeStmt { Tok: Token.Define } range => range.Key == name || range.Value == name,
        ForStmt { Init: AssignStmt { Tok: Token.Define } init } => init.Lhs.Contains(name),
        _ => false,
    };

    private static Cause CauseOf(StuckPlace place, Operation wait, Operation operation, Variable shared, Version version) => new(
        "loop-variable",
        $"the goroutines that the loop at {StuckPlace.PlaceOf(shared.File, shared.File.LineOf(shared.Declaration))} starts share one {shared.Name}, since go.mod says go {version}: by the time they get to {StuckPlace.PlaceOf(operation)} it has gone on, and several take the same",
        shared.File.SpotAt(shared.Declaration.Pos, "one variable for all turns before Go 1.22"), place.OthersOf(wait, [StuckPlace.Spot(operation, "takes the last")]), IsSure: operation == wait);
}
