using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Waiting;

/// <summary>A Cond is waited for without a look at the state, signalled to too few, or not signalled when the state changes.</summary>
internal sealed class MissedSignal : CauseFinder
{
    private const string Name = "missed-signal";

    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.CondWait } wait]) return null;
        var signals = place.Related(wait).Where(operation => operation.Kind is OperationKind.Signal or OperationKind.Broadcast).ToList();
        if (signals.Count == 0)
            return new(Name, $"nothing calls Signal or Broadcast for the Wait at {StuckPlace.PlaceOf(wait)}", StuckPlace.Spot(wait, "nobody signals"), [], IsSure: wait.Target is not null);
        if (wait.Loop is null)
            return new(Name, $"Wait, at {StuckPlace.PlaceOf(wait)}, is not in a loop that looks at the state: a signal that came before it, from {StuckPlace.PlaceOf(signals[0])}, is lost",
                StuckPlace.Spot(wait, "waits without a look at the state"), [StuckPlace.Spot(signals[0], "signals whoever waits by then")], IsSure: true);
        if (WaitersAt(place, wait) > 1 && EachItsOwn(place, wait, signals) is { } wrong) return wrong;
        // Whoever signals is on the way, and stuck elsewhere: that is another matter.
        var others = Partners.AllOf(place, wait).Where(found => !found.Partner.WaitsIn.Contains(wait)).ToList();
        if (others.Exists(found => !Partners.IsBetweenJobs(found.Partner, found.Other))) return null;
        return (others.Count > 0 ? null : Unsignalled(place, wait, signals) ?? SignalAfterPanic.Explain(wait, signals) ?? OneOfMany(place, wait, signals) ?? FlagForOne(place, wait, signals) ?? SignalWithoutLock.Explain(place, wait, signals)) ?? EachItsOwn(place, wait, signals);
    }

    private static long WaitersAt(StuckPlace place, Operation wait) => place.Others.All.Where(other => other.WaitsIn.Contains(wait)).Sum(other => other.Group.Count);

    // for applied < index { cond.Wait() }: of several who wait for different things, Signal may wake one whose time has not come.
    private static Cause? EachItsOwn(StuckPlace place, Operation wait, List<Operation> signals)
    {
        if (signals.Exists(signal => signal.Kind == OperationKind.Broadcast) || wait.Loop is not ForStmt loop) return null;
        var own = AwaitedState.LooksOf(loop).SelectMany(look => look.Descend(node => node is not SelectorExpr)).OfType<Ident>().FirstOrDefault(ident => place.Facts.Types.VariableOf(ident) is { Kind: VariableKind.Parameter });
        return own is null ? null
            : new(Name, $"Signal, at {StuckPlace.PlaceOf(signals[0])}, wakes one, and each who waits at {StuckPlace.PlaceOf(wait)} has its own {own.Name}: it may wake one who waits on, and no other", StuckPlace.Spot(signals[0], "may wake the wrong one"), [StuckPlace.Spot(wait, "stuck here")], IsSure: false);
    }

    // What the loop looks at is changed in the way it waits for, and nobody is told.
    private static Cause? Unsignalled(StuckPlace place, Operation wait, List<Operation> signals)
    {
        if (wait.Loop is not ForStmt loop) return null;
        var awaited = AwaitedState.Of(loop);
        foreach (var function in place.Facts.Functions.Where(function => function != wait.Function && function.ReceiverType == wait.Function.ReceiverType && function.Body is not null))
        {
            if (StuckPlace.NodesIn(function, signals).Any() || function.Outer is not null || IsSignalledByCallers(function, signals)) continue;
            var change = function.Body!.Descend(node => node is not FuncLit).OfType<Stmt>().FirstOrDefault(awaited.MayCome);
            if (change is null) continue;
            return new(Name, $"{function} changes what the Wait at {StuckPlace.PlaceOf(wait)} looks at, at {StuckPlace.PlaceOf(function.File, function.File.LineOf(change))}, and signals nobody",
                function.File.SpotAt(change.Pos, "no Signal or Broadcast follows"), [StuckPlace.Spot(wait, "stuck here")], IsSure: false);
        }
        return null;
    }

    // It is a part of others, and each of those signals behind it.
    private static bool IsSignalledByCallers(Function function, List<Operation> signals) =>
        function.Callers.Count > 0 && function.Callers.TrueForAll(call => signals.Exists(signal => signal.Function == call.Function && (signal.IsDeferred || signal.Node.Pos > call.Node.End)));

    // closed = true; cond.Signal(): a flag is not used up by the one who wakes.
    private static Cause? FlagForOne(StuckPlace place, Operation wait, List<Operation> signals)
    {
        if (place.Finding.Count < 2 || wait.Loop is not ForStmt loop) return null;
        var awaited = AwaitedState.Of(loop);
        foreach (var signal in signals.Where(signal => signal.Kind == OperationKind.Signal && !signals.Exists(other => other.Kind == OperationKind.Broadcast && other.Function == signal.Function)))
        {
            var raised = signal.Function.Body!.Descend(node => node is not FuncLit).OfType<AssignStmt>().FirstOrDefault(assign => assign.Rhs is [Ident { Name: "true" or "false" }] && awaited.MayCome(assign));
            if (raised is null) continue;
            return new(Name, $"Signal, at {StuckPlace.PlaceOf(signal)}, wakes one, and what changed before it, at {StuckPlace.PlaceOf(signal.File, signal.File.LineOf(raised))}, is for all who wait at {StuckPlace.PlaceOf(wait)}: Broadcast wakes them",
                StuckPlace.Spot(signal, "wakes one of several"), [signal.File.SpotAt(raised.Pos, "meant for all"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);
        }
        return null;
    }

    private static Cause? OneOfMany(StuckPlace place, Operation wait, List<Operation> signals) =>
        signals.Exists(signal => signal.Kind == OperationKind.Broadcast) || place.Finding.Count < 2 ? null
        : new(Name, $"Signal, at {StuckPlace.PlaceOf(signals[0])}, wakes one, and several wait at {StuckPlace.PlaceOf(wait)}: Broadcast wakes all", StuckPlace.Spot(signals[0], "wakes one of several"), [StuckPlace.Spot(wait, "stuck here")], IsSure: false);
}
