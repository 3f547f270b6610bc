using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.Model;
using Unpark.Source.Facts;

namespace Unpark.Causes;

/// <summary>Goroutines of the evidence that are alike, and where in the source they are.</summary>
/// <param name="Frames">Those whose source is at hand, leaf first.</param>
internal sealed record Witness(GoroutineGroup Group, ImmutableArray<LocatedFrame> Frames)
{
    private static readonly OperationKind[] Locks = [OperationKind.Lock, OperationKind.RLock];

    /// <summary>Their only frame is the line that started them: <c>go wg.Wait()</c>.</summary>
    public bool IsAtStart { get; init; }

    /// <summary>What they wait in, in their own code: several for a select; empty where a library waits, or nobody.</summary>
    public ImmutableArray<Operation> WaitsIn { get; } = Frames.IsEmpty ? [] : WaitsOf(Group.State.Text, Frames[0]);

    /// <summary>Addresses of the locks they wait for, as the evidence prints them; empty where it prints none.</summary>
    public IReadOnlySet<ulong> WaitsOn => field ??= Group.Goroutines.Select(goroutine => goroutine.WaitsOn).Where(address => address != 0).ToHashSet();

    /// <summary>Addresses tell that the two wait for different locks.</summary>
    public bool WaitsOnOtherThan(Witness other) => WaitsOn.Count > 0 && other.WaitsOn.Count > 0 && !WaitsOn.Overlaps(other.WaitsOn);

    public Function Function => Frames[0].Function;

    /// <summary>The deferred call that runs in a frame whose function is on its way out; null for others.</summary>
    public Node? LeavingIn(LocatedFrame frame) => frame.Deferred?.Node ?? (frame == Frames[0] && WaitsIn is [{ IsDeferred: true } wait] && wait.Line != frame.Line ? wait.Node : null);

    /// <summary>The operation of the frame's function is still to come, loops aside. Behind the return a frame stands on nothing comes but what was deferred first.</summary>
    public bool IsAhead(LocatedFrame frame, Operation operation) =>
        LeavingIn(frame) is { } deferred ? operation.IsDeferred && operation.Node.Pos < deferred.Pos : operation.IsDeferred || operation.Line > frame.Line;

    /// <summary>The deferred call of the frame's function is still to come.</summary>
    public bool RunsLater(LocatedFrame frame, Call call) => call.Way == CallWay.Defer && (LeavingIn(frame) is not { } deferred || call.Node.Pos < deferred.Pos);

    // There is one for each group; to compare stacks frame by frame would tell nothing more.
    public bool Equals(Witness? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

    /// <summary>They read from a connection or write to it.</summary>
    public bool IsAtPeer => Group.State.Text == "IO wait" && Group.Stack.Frames.Any(frame => frame.Function is "net.(*conn).Read" or "net.(*conn).Write");

    public bool WaitsForLock => WaitsIn.Any(operation => operation.Kind is OperationKind.Lock or OperationKind.RLock);

    /// <summary>Locks they hold while they wait, as the source has it, with the frame that took each; the nearest first.</summary>
    public IReadOnlyList<(HeldLock Lock, LocatedFrame Frame)> Held => field ??= [.. FindHeld()];

    private IEnumerable<(HeldLock Lock, LocatedFrame Frame)> FindHeld()
    {
        foreach (var frame in Frames)
        {
            foreach (var held in frame.Held.Reverse())
            {
                // The lock that is waited for is not held yet; a Cond gives its lock back.
                if (!(frame.Index == Frames[0].Index && WaitsIn.Any(wait => wait == held.By || wait.Kind == OperationKind.CondWait)) && !IsGivenUpWithin(frame, held)) yield return (held, frame);
            }
        }
    }

    // Unlock ... Lock in a callee: between the two its caller holds nothing.
    private bool IsGivenUpWithin(LocatedFrame frame, HeldLock held) => Frames.TakeWhile(inner => inner.Index < frame.Index).Any(inner =>
        inner.Facts.Locks.GivesUp(inner.Function).Any(unlock => unlock.Function == inner.Function && held.Is(unlock) && inner.ComesAfter(unlock)) && !inner.Held.Any(again => again.Lock == held.Lock));

    private static ImmutableArray<Operation> WaitsOf(string state, LocatedFrame frame)
    {
        // The text profile prints no state; a goroutine whose innermost frame is at such an operation waits in it.
        if (state == WaitReason.Unknown.Text && frame.Index > 0) return [];
        var kinds = KindsOf(state);
        foreach (var function in frame.Facts.FunctionsAt(frame.Function.File, frame.Line))
        {
            ImmutableArray<Operation> found = [.. function.Operations.Where(operation => kinds.Contains(operation.Kind) && IsAt(operation, frame.Line, state))];
            if (!found.IsEmpty) return found;
            if (IsWayOut(function, frame.Line) && function.Operations.FindAll(operation => operation.IsDeferred && kinds.Contains(operation.Kind) && operation.Line < frame.Line) is [var deferred]) return [deferred];
        }
        return [];
    }

    // What is deferred runs at a return, or at the end.
    private static bool IsWayOut(Function function, int line) => function.Body is { } body && (function.File.Syntax.Source.LineOf(body.End) == line
        || body.Descend(node => node is not FuncLit).OfType<ReturnStmt>().Any(@return => function.File.LineOf(@return) <= line && line <= function.File.Syntax.Source.LineOf(@return.End)));

    private static bool IsAt(Operation operation, int line, string state) =>
        state == WaitReason.Unknown.Text ? !operation.HasDefault && (operation.Select is { } of ? operation.File.LineOf(of) : operation.Line) == line
        : state.StartsWith("select", StringComparison.Ordinal)
            ? operation.Select is { } select && operation.File.LineOf(select) == line
            : operation.Line == line || (operation.Select is { } around && operation.File.LineOf(around) == line) || operation.File.Syntax.Source.LineOf(operation.Node.End) == line;

    private static OperationKind[] KindsOf(string state) => state switch
    {
        _ when state.StartsWith("chan send", StringComparison.Ordinal) => [OperationKind.Send],
        _ when state.StartsWith("chan receive", StringComparison.Ordinal) => [OperationKind.Receive, OperationKind.Range],
        _ when state.StartsWith("select", StringComparison.Ordinal) => [OperationKind.Send, OperationKind.Receive],
        _ when state == WaitReason.Unknown.Text => [OperationKind.Send, OperationKind.Receive, OperationKind.Range],
        _ when state.StartsWith("sync.Mutex", StringComparison.Ordinal) || state.StartsWith("sync.RWMutex", StringComparison.Ordinal) => Locks,
        _ when state.StartsWith("sync.WaitGroup", StringComparison.Ordinal) => [OperationKind.Wait],
        _ when state.StartsWith("sync.Cond", StringComparison.Ordinal) => [OperationKind.CondWait],
        // Woken by a tick just now, and back in a moment.
        _ when state.StartsWith("runnable", StringComparison.Ordinal) => [OperationKind.Receive, OperationKind.Range, OperationKind.Sleep],
        _ when state.StartsWith("semacquire", StringComparison.Ordinal) => [.. Locks, OperationKind.Wait],
        "sleep" => [OperationKind.Sleep],
        _ => [],
    };
}
