using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>Functions in which the other side of a channel may be left out.</summary>
internal static class Skipping
{
    /// <summary>Who started the goroutine comes first, from there on; then where the channel is made; then who has the operations; then who starts those.</summary>
    public static IEnumerable<(Function Function, Node? Start)> Candidates(StuckPlace place, Operation wait, IReadOnlyList<Operation> wanted)
    {
        var told = new HashSet<Function> { wait.Function };
        if (place.Start is { } start && IsStillToCome(start) && told.Add(start.Function)) yield return (start.Function, start.Node);
        foreach (var origin in place.OriginsOf(wait))
        {
            if (origin.Function is { } made && made != place.Start?.Function && Has(made) && told.Add(made)) yield return (made, origin.Node);
        }
        foreach (var caller in place.Start?.Function.Callers ?? [])
        {
            if (caller.Function != wait.Function && Has(caller.Function) && told.Add(caller.Function)) yield return (caller.Function, caller.Node);
        }
        foreach (var operation in wanted.OrderBy(ComesAgain))
        {
            if (told.Add(operation.Function)) yield return (operation.Function, null);
        }
        foreach (var other in wanted.SelectMany(operation => operation.Function.Callers).Where(call => call.Way == CallWay.Go))
        {
            if (GivenBy(other) is { } given && told.Add(other.Function)) yield return (other.Function, given);
        }

        // Who called its function gets to another of them later on.
        bool ComesAgain(Operation operation) =>
            operation.Function.Callers.Exists(call => call.Way == CallWay.Plain && StuckPlace.NodesIn(call.Function, [.. wanted]).Any(node => node.Pos > call.Node.End));

        bool IsStillToCome(Call start)
        {
            var nodes = StuckPlace.NodesIn(start.Function, [.. wanted]).ToList();
            return nodes.Count > 0 && nodes.TrueForAll(node => node.Pos > start.Node.Pos || start.Loop is not null);
        }

        bool Has(Function function) => StuckPlace.NodesIn(function, [.. wanted]).Any();
    }

    // e, err := s.find(id); ...; go s.watch(e): before it has what it hands over, nobody can wait for that.
    private static CallExpr? GivenBy(Call start) => start.Function.Calls.Where(call => call.Way == CallWay.Plain && call.Node.End < start.Node.Pos
        && call.Statement is AssignStmt { Lhs: [Ident name, ..] } && start.Node.Args.Any(argument => argument is Ident given && given.Name == name.Name)).Select(call => call.Node).LastOrDefault();
}
