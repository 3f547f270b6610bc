using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>n-cast: a loop starts one sender after the other, and one receive takes one value.</summary>
internal sealed class ManySendersOneReceive : CauseFinder
{
    private const string Name = "n-cast";

    public override Cause? Explain(StuckPlace place) => place.Waits is not [var wait] ? OfStopped(place)
        : wait.Kind == OperationKind.Send ? OfSender(place, wait) : null;

    private static Cause? OfSender(StuckPlace place, Operation wait)
    {
        if (OfUnreceived(place, wait) is { } unreceived) return unreceived;
        var (rounds, loop) = RoundsOf(place, wait);
        if (loop is null) return OfSeveral(place, wait);
        if (IsOfRound(place, wait, loop) || TakesBack(place, wait)) return null;
        IReadOnlyList<Operation> receives = [.. place.Receives(wait).Where(receive => receive.Function != wait.Function)];
        if (receives.Count == 0 || receives.Any(receive => receive.Loop is not null || receive.HasDefault || IsCalledInLoop(receive.Function, receive))) return null;
        if (rounds == wait.Function && receives.Any(receive => receive.Select is not null)) return null;
        var (file, line) = (rounds.File, rounds.File.LineOf(loop));
        return new(Name, $"each round of the loop at {StuckPlace.PlaceOf(file, line)} sends, and {ChannelWords.Every("receive", receives)} takes one value",
            StuckPlace.Spot(receives[0], "takes one value"), place.OthersOf(wait, [file.SpotAt(loop.Pos, "a sender each round")]), IsSure: false);
    }

    // Each round has a channel of its own: for _, l := range listeners { go func() { l.ch <- v }() }
    private static bool IsOfRound(StuckPlace place, Operation wait, Stmt loop) =>
        wait.Node is SendStmt send && send.Chan.Descend().OfType<Ident>().Any(name => place.Facts.Types.VariableOf(name) is { } variable && variable.File == wait.File && variable.Declaration.Pos > loop.Pos && variable.Declaration.End < loop.End);

    // A semaphore: who sends receives itself when it is done.
    private static bool TakesBack(StuckPlace place, Operation wait) =>
        wait.Origins.Any(origin => origin.Capacity is not null) && place.Self.Frames.Any(frame => StuckPlace.NodesIn(frame.Function, place.Receives(wait)).Any());

    // The loop that starts a sender each round, also through a function that starts it; else the loop around the send.
    private static (Function Function, Stmt? Loop) RoundsOf(StuckPlace place, Operation wait)
    {
        if (place.Start is not { } start) return (wait.Function, wait.Loop);
        if (start.Loop is not null) return (start.Function, start.Loop);
        if (wait.Loop is not null || IsOwnOf(start.Function, wait)) return (wait.Function, wait.Loop);
        return start.Function.Callers.Find(call => call.Way == CallWay.Plain && call.Loop is not null) is { } call ? (call.Function, call.Loop) : (wait.Function, wait.Loop);
    }

    // Senders side by side, each started once.
    private static Cause? OfSeveral(StuckPlace place, Operation wait)
    {
        IReadOnlyList<Operation> sends = [.. place.Sends(wait).Where(send => send.Function.Callers.Exists(call => call.Way == CallWay.Go && call.Function == place.Parent))], receives = place.Receives(wait);
        if (sends.Select(send => send.Function).Distinct().Count() < 2 || receives is not [{ Loop: null, HasDefault: false } receive]) return null;
        return new(Name, $"{string.Join(" and ", sends.Select(StuckPlace.PlaceOf).Distinct().Take(3))} send, and {ChannelWords.Every("receive", receives)} takes one value",
            StuckPlace.Spot(receive, "takes one value"), place.OthersOf(wait, sends.Take(3).Select(send => StuckPlace.Spot(send, "sends"))), IsSure: false);
    }

    // One message ends one of several workers.
    private static Cause? OfStopped(StuckPlace place)
    {
        if (place.Start is not { Loop: { } loop } start) return OfStoppedBeside(place);
        // What a close ends beside it is no message for one of them.
        foreach (var wait in place.Waits.Where(wait => wait.IsReceive && !place.Waits.Any(other => place.Closes(other).Count > 0)))
        {
            if (place.Sends(wait) is not [{ Loop: null } only] || !LeavesLoop(wait) || IsOwn(place, wait)) continue;
            return new(Name, $"the loop at {StuckPlace.PlaceOf(start.Function.File, start.Function.File.LineOf(loop))} starts several goroutines, and the only send to {StuckPlace.NameOf(wait)}, at {StuckPlace.PlaceOf(only)}, ends one of them; close would end all",
                StuckPlace.Spot(only, "ends one of several"), place.OthersOf(wait, [start.Function.File.SpotAt(loop.Pos, "starts several")]), IsSure: false);
        }
        return null;
    }

    // What the goroutine calls makes the channel: each has one of its own.
    private static bool IsOwn(StuckPlace place, Operation wait) =>
        wait.Origins.Any(origin => place.Self.Frames.Any(frame => origin.Function == frame.Function || origin.Function?.Callers.Exists(call => call.Way == CallWay.Plain && call.Function == frame.Function) == true));

    // Workers of several kinds, each started once, and one message for one of them.
    private static Cause? OfStoppedBeside(StuckPlace place)
    {
        foreach (var wait in place.Waits.Where(wait => wait.IsReceive && LeavesLoop(wait) && place.Closes(wait).Count == 0))
        {
            IReadOnlyList<Operation> beside = [.. place.Receives(wait).Where(receive => LeavesLoop(receive) && receive.Function.Callers.Exists(call => call.Way == CallWay.Go && call.Function == place.Parent))];
            if (place.Sends(wait) is not [{ Loop: null } only] || only.Function.Callers.Count > 1 || beside.Select(receive => receive.Function).Distinct().Count() < 2) continue;
            return new(Name, $"{string.Join(" and ", beside.Select(StuckPlace.PlaceOf).Distinct().Take(3))} wait for {StuckPlace.NameOf(wait)}, and the only send to it, at {StuckPlace.PlaceOf(only)}, ends one of them; close would end all",
                StuckPlace.Spot(only, "ends one of several"), place.OthersOf(wait, beside.Take(3).Select(receive => StuckPlace.Spot(receive, "waits to be ended"))), IsSure: false);
        }
        return null;
    }

    private static bool LeavesLoop(Operation wait) => wait.Loop is null || wait.Clause?.Body.Any(statement => statement is ReturnStmt) == true;

    // The receivers are workers, and it may be that none was started.
    private static Cause? OfUnreceived(StuckPlace place, Operation wait)
    {
        var receives = place.Receives(wait);
        // A worker that leaves its loop while there is more is nearer.
        if (receives.Count == 0 || receives.Any(receive => receive.Loop is { } loop && LoopExits.Of(loop, receive).Count > 0)) return null;
        var starts = receives.Select(receive => receive.Function.Callers.Find(call => call.Way == CallWay.Go && call.Loop is not null && call.Function == wait.Function)).ToList();
        if (starts.Contains(null)) return null;
        var start = starts[0]!;
        return new("no-receiver", $"the receivers are started by the loop at {StuckPlace.PlaceOf(start.Function.File, start.Function.File.LineOf(start.Loop!))}; when it runs no round, or all of them have ended, nobody receives",
            start.Function.File.SpotAt(start.Loop!.Pos, "may run no round"), place.OthersOf(wait), IsSure: false);
    }

    private static bool IsCalledInLoop(Function function, Operation receive) =>
        function.Callers.Exists(call => call.Loop is not null && call.Way != CallWay.Go) && receive.Function.Outer is null && !IsOwnOf(function, receive);

    // The function makes the channel itself: each call of it has another.
    private static bool IsOwnOf(Function function, Operation operation) => operation.Origins.Count > 0 && operation.Origins.All(origin => origin.Function == function);
}
