using Unpark.Causes.Locks;
using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>Signal comes without the lock under which the state is looked at: it may fall between the look and the Wait, where nobody hears it.</summary>
internal static class SignalWithoutLock
{
    /// <summary>Functions that are called under the lock, by functions that are called under the lock.</summary>
    private const int MostCallers = 3;

    public static Cause? Explain(StuckPlace place, Operation wait, IReadOnlyCollection<Operation> signals)
    {
        if (place.Facts.Locks.HeldAt(wait.Function, wait.Node) is not [.., var held]) return null;
        return signals.FirstOrDefault(signal => signal is { Loop: null, IsDeferred: false } && !IsUnder(place, held, signal)) is not { } signal ? null
            : new("missed-signal", $"{signal.Kind}, at {StuckPlace.PlaceOf(signal)}, comes without {LockWords.NameOf(held.By)}, locked at {StuckPlace.PlaceOf(held.By)}: between the look at the state there and the Wait at {StuckPlace.PlaceOf(wait)} it wakes nobody",
                StuckPlace.Spot(signal, "comes without the lock"), [StuckPlace.Spot(held.By, "looks at the state under it"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }

    // The state is changed under the lock, wherever Signal stands; or whoever calls has it.
    private static bool IsUnder(StuckPlace place, HeldLock held, Operation signal) =>
        Around(signal.Function).Any(around => LocksIt(around, held) || around.Calls.Exists(call => call.Way != CallWay.Go && call.Callees.Exists(callee => LocksIt(callee, held)))) || IsCalledUnder(place, held, signal.Function, MostCallers);

    private static bool IsCalledUnder(StuckPlace place, HeldLock held, Function function, int most) =>
        most > 0 && Around(function).SelectMany(around => around.Callers).Any(call => place.Facts.Locks.HeldAt(call.Function, call.Node).Any(one => one.Lock == held.Lock) || IsCalledUnder(place, held, call.Function, most - 1));

    private static bool LocksIt(Function function, HeldLock held) => function.Operations.Exists(operation => operation.Kind is OperationKind.Lock or OperationKind.RLock && held.Is(operation));

    // A goroutine of its own holds nothing of the function around it.
    private static IEnumerable<Function> Around(Function function)
    {
        for (var at = function; at is not null; at = at.Callers.Exists(call => call.Way == CallWay.Go) ? null : at.Outer) yield return at;
    }
}
