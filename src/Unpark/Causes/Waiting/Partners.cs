using Unpark.Causes.Resources;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>Goroutines of the evidence that are on their way to what would end a wait.</summary>
internal static class Partners
{
    /// <returns>Somebody else who waits in front of such an operation, and the operation.</returns>
    public static (Witness Partner, Operation Other)? Of(StuckPlace place, Operation wait)
    {
        foreach (var found in AllOf(place, wait)) return found;
        return null;
    }

    /// <summary>All of them, in the order of the evidence.</summary>
    public static IEnumerable<(Witness Partner, Operation Other)> AllOf(StuckPlace place, Operation wait) =>
        AllOf(place, wait, (witness, wakers) => !witness.WaitsIn.IsEmpty && !witness.WaitsIn.Any(wakers.Contains));

    /// <summary>Those on the way who wait for the other end of a connection, and set no limit of time.</summary>
    public static IEnumerable<(Witness Partner, Operation Other)> AtPeer(StuckPlace place, Operation wait) =>
        AllOf(place, wait, (witness, _) => witness.IsAtPeer && !witness.Frames.Any(frame => NoTimeLimit.HasLimit(frame.Function)));

    /// <summary>Those on the way who read from an io.Pipe.</summary>
    public static IEnumerable<(Witness Partner, Operation Other)> InPipe(StuckPlace place, Operation wait) =>
        AllOf(place, wait, (witness, _) => witness.Group.Stack.Frames.Any(frame => frame.Function == "io.(*pipe).read"));

    /// <summary>A worker that waits for its next job, and does its part only within one: it has done so for the last.</summary>
    public static bool IsBetweenJobs(Witness partner, Operation other) =>
        partner.WaitsIn is [{ Kind: OperationKind.Receive or OperationKind.Range or OperationKind.Sleep } first, ..]
        && (first.Loop is { } own ? IsWithin(own, first.Function, other) : partner.Frames is [_, var caller, ..] && caller.Function.Calls.Find(call => call.Line == caller.Line) is { Loop: { } loop } && IsWithin(loop, caller.Function, other));

    private static bool IsWithin(Stmt loop, Function function, Operation other) =>
        StuckPlace.NodesIn(function, [other]).ToList() is { Count: > 0 } nodes && nodes.TrueForAll(node => node.Pos > loop.Pos && node.End < loop.End);

    /// <summary>It waits for nobody: a tick or the end of a sleep takes it there.</summary>
    public static bool IsOnItsWay(Witness partner, Operation other) =>
        partner.WaitsIn is [{ IsTime: true } first] && (IsBetweenJobs(partner, other) || (first.Loop is null && (first.Kind == OperationKind.Sleep || first.Made is not null)));

    public static bool Wakes(Operation other, Operation wait) => wait.Kind switch
    {
        OperationKind.Send => other.IsReceive,
        OperationKind.Receive or OperationKind.Range => other.Kind is OperationKind.Send or OperationKind.Close,
        OperationKind.Wait => other.Kind == OperationKind.Done,
        OperationKind.CondWait => other.Kind is OperationKind.Signal or OperationKind.Broadcast,
        _ => false,
    };

    public static string Word(Operation operation) => operation.Kind switch
    {
        OperationKind.Send => "send",
        OperationKind.Close => "close",
        OperationKind.Done => "Done",
        OperationKind.Signal => "Signal",
        OperationKind.Broadcast => "Broadcast",
        _ => "receive",
    };

    private static IEnumerable<(Witness Partner, Operation Other)> AllOf(StuckPlace place, Operation wait, Func<Witness, IReadOnlyList<Operation>, bool> isMeant)
    {
        IReadOnlyList<Operation> wakers = [.. place.Related(wait).Where(other => Wakes(other, wait))];
        if (wakers.Count == 0) yield break;
        foreach (var witness in place.Others.All)
        {
            if ((witness == place.Self && witness.Group.Count < 2) || !isMeant(witness, wakers)) continue;
            if (AheadOf(witness, wakers) is { } ahead) yield return (witness, ahead);
        }
    }

    // Asked of everybody for every finding.
    private static Operation? AheadOf(Witness witness, IReadOnlyList<Operation> wakers)
    {
        foreach (var frame in witness.Frames)
        {
            if (AheadOf(witness, frame, wakers) is { } ahead) return ahead;
        }
        return null;
    }

    // In its function the operation comes later, is deferred, or comes again in a loop.
    private static Operation? AheadOf(Witness witness, LocatedFrame frame, IReadOnlyList<Operation> wakers)
    {
        foreach (var waker in wakers)
        {
            if (waker.Function == frame.Function && ((IsAhead(witness, frame, waker) && MayCome(frame, waker.Node, waker.IsDeferred)) || (waker.Line == frame.Line && frame.Index != witness.Frames[0].Index))) return waker;
            // defer func() { wg.Done() }()
            if (waker.Function.Outer == frame.Function && waker.Function.Callers.Exists(call => witness.RunsLater(frame, call))) return waker;
        }
        foreach (var call in frame.Function.Calls.Where(call => call.Way == CallWay.Defer ? witness.RunsLater(frame, call) : call.Way == CallWay.Plain && witness.LeavingIn(frame) is null && (call.Line > frame.Line || call.Loop is not null)))
        {
            if (call.Line != frame.Line && call.Callees.Exists(callee => StuckPlace.Reaches(callee, wakers, 1)) && MayCome(frame, call.Node, call.Way == CallWay.Defer)) return wakers[0];
        }
        return null;
    }

    // A path leads there from where the goroutine is; what is in a select or a range is not followed.
    private static bool MayCome(LocatedFrame frame, Node to, bool isDeferred)
    {
        if (isDeferred || (to is RangeStmt around && IsIn(around, frame))) return true;
        var from = frame.Function.Operations.Where(operation => operation.Line == frame.Line).Select(operation => operation.Select is null && operation.Node is not RangeStmt ? operation.Node : null)
            .Concat(frame.Function.Calls.Where(call => call.Line == frame.Line && call.Way == CallWay.Plain).Select(call => call.Node)).FirstOrDefault();
        return from is null || from == to || PathWalk.Leads(frame.Function, from, to is RangeStmt range ? range.X : to);
    }

    // A loop over a channel takes its next value when its body is through, unless it is left.
    private static bool IsAhead(Witness witness, LocatedFrame frame, Operation waker) => witness.IsAhead(frame, waker)
        || (witness.LeavingIn(frame) is null && (waker.Node as RangeStmt ?? waker.Loop) is { } loop && IsIn(loop, frame) && waker.Line != frame.Line);

    private static bool IsIn(Stmt loop, LocatedFrame frame) =>
        frame.Function.File.LineOf(loop) <= frame.Line && frame.Line <= frame.Function.File.Syntax.Source.LineOf(loop.End);
}
