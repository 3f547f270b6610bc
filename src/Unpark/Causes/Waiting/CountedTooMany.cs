using System.Globalization;
using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>Add is told a number, and fewer goroutines are started beside it than that.</summary>
internal static class CountedTooMany
{
    public static Cause? Explain(Operation wait, IReadOnlyList<Operation> related, IReadOnlyList<Operation> dones)
    {
        var adds = related.Where(operation => operation.Kind == OperationKind.Add).ToList();
        if (adds.Count == 0 || adds.Exists(add => add.Loop is not null || add.Function != adds[0].Function || NumberOf(add) is null)) return null;
        var starts = adds[0].Function.Calls.Where(call => call.Way == CallWay.Go && call.Callees.Exists(callee => StuckPlace.Reaches(callee, dones, 0))).ToList();
        var (counted, started) = (adds.Sum(add => NumberOf(add)!.Value), starts.Count);
        if (started == 0 || counted <= started || starts.Exists(start => start.Loop is not null) || IsCalledElsewhere(adds[0].Function, starts, dones)) return null;
        return new("missed-done", string.Create(CultureInfo.InvariantCulture, $"Add, at {StuckPlace.PlaceOf(adds[0])}, counts {counted}, and {Words(started)} started that call{(started == 1 ? "s" : "")} Done"),
            StuckPlace.Spot(adds[0], "counts more than are started"), [.. starts.Take(4).Select(start => start.Function.File.SpotAt(start.Node.Pos, "started")), StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }

    // Done is called by somebody who is not started here: how often, nobody can tell.
    private static bool IsCalledElsewhere(Function function, List<Call> starts, IReadOnlyList<Operation> dones) =>
        dones.Any(done => done.Loop is not null || done.Function == function
            || done.Function.Callers.Exists(caller => !starts.Exists(start => start == caller || start.Callees.Exists(callee => callee.Encloses(caller.Function)))));

    private static string Words(int started) => started == 1 ? "one goroutine is" : string.Create(CultureInfo.InvariantCulture, $"{started} goroutines are");

    private static int? NumberOf(Operation add) =>
        add.Node is CallExpr { Args: [BasicLit { Value: var text }] } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
