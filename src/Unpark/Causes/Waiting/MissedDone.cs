using Unpark.Causes.Channels;
using Unpark.Causes.Locks;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.GoSyntax.Statements;
using Unpark.GoSyntax.Tokens;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Waiting;

/// <summary>A goroutine ends without the Done that a Wait counts on.</summary>
internal sealed class MissedDone : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Wait } wait]) return null;
        var related = place.Related(wait);
        IReadOnlyList<Operation> dones = [.. related.Where(operation => operation.Kind == OperationKind.Done)];
        if (dones.Count == 0) return NoDone(wait, related);
        if (dones.Select(done => OnCopy(wait, done)).FirstOrDefault(cause => cause is not null) is { } copied) return copied;
        // Whoever is to call Done is still there, and stuck: that is another matter.
        if (Partners.AllOf(place, wait).Any(found => !Partners.IsBetweenJobs(found.Partner, found.Other)) || Partners.AtPeer(place, wait).Any()) return null;
        // What would have called Done later was never started.
        if (place.Self.LeavingIn(place.Self.Frames[0]) is not null && NotStarted(place, wait, related, dones) is { } left) return left;
        foreach (var done in dones)
        {
            if (Skipped(wait, done, dones) is { } cause) return cause;
        }
        return CountedTooMany.Explain(wait, related, dones) ?? NotStarted(place, wait, related, dones) ?? DoneLeftOut.Explain(wait, related, dones);
    }

    // Add counts a goroutine that a path does not start.
    private static Cause? NotStarted(StuckPlace place, Operation wait, IReadOnlyList<Operation> related, IReadOnlyList<Operation> dones)
    {
        foreach (var add in related.Where(operation => operation.Kind == OperationKind.Add))
        {
            var function = add.Function;
            if (!function.Calls.Exists(call => call.Way == CallWay.Go && call.Callees.Exists(callee => StuckPlace.Reaches(callee, dones, 0)))) continue;
            if (SkippedStart(place, function, add, [.. StuckPlace.NodesIn(function, dones)]) is not { } exit) continue;
            return new("missed-done", $"Add, at {StuckPlace.PlaceOf(add)}, counts a goroutine whose start {ChannelWords.Skipped(function, exit)}", function.File.SpotAt(exit.Culprit.Pos, "starts nobody who calls Done"),
                [StuckPlace.Spot(add, "counts it"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);
        }
        return null;
    }

    // Add(len(all)) counts each round of the loop behind it, also one that goes on without a start.
    private static Exit? SkippedStart(StuckPlace place, Function function, Operation add, List<Node> starts)
    {
        var exits = PathWalk.ExitsWithout(function, [add.Node], starts);
        if (ReturnOf(place.Self, function) is { } line) return exits.FirstOrDefault(exit => function.File.LineOf(exit.Node) <= line && line <= function.File.Syntax.Source.LineOf(exit.Node.End) && exit.Culprit != function.Node);
        if (exits.FirstOrDefault(exit => exit.Culprit != function.Node) is { } exit) return exit;
        if (add.Node is not CallExpr { Args: [CallExpr { Fun: Ident { Name: "len" }, Args: [var counted] }] }) return null;
        var loop = function.Body!.Descend(node => node is not FuncLit).OfType<RangeStmt>().FirstOrDefault(range => add.File.TextOf(range.X) == add.File.TextOf(counted) && starts.TrueForAll(start => range.Pos < start.Pos && start.End < range.End));
        var next = loop?.Body.Descend(node => node is not FuncLit and not ForStmt and not RangeStmt).OfType<BranchStmt>().FirstOrDefault(branch => branch is { Tok: Token.Continue, Label: null } && starts.TrueForAll(start => branch.Pos < start.Pos));
        return next is null ? null : new(next, null);
    }

    // Whoever waits in a defer stands on the return that was taken.
    private static int? ReturnOf(Witness self, Function function) => self.Frames.FirstOrDefault(frame => frame.Function == function && self.LeavingIn(frame) is not null)?.Line;

    // func work(wg sync.WaitGroup), func (s server) work(): Done counts on a copy.
    private static Cause? OnCopy(Operation wait, Operation done)
    {
        var holder = done.Target is { Kind: VariableKind.Parameter } parameter ? parameter : done.Target is { Kind: VariableKind.Field } && done.Function.Outermost.Receiver is { } receiver && LockWords.NameOf(done).StartsWith(receiver.Name + ".", StringComparison.Ordinal) ? receiver : null;
        if (holder?.Type is null or StarExpr || done.Function == wait.Function || (holder.Kind == VariableKind.Parameter && PackageNames.NameOf(holder.Type) != "sync.WaitGroup") || done.Target!.Type is StarExpr) return null;
        var function = done.Function.Outermost;
        return new("missed-done", $"the Done at {StuckPlace.PlaceOf(done)} is called on a copy: {function} takes {holder.Name} by value, and Wait, at {StuckPlace.PlaceOf(wait)}, waits for the original",
            function.File.SpotAt(holder.Declaration.Pos, "a copy; a pointer was meant"), [StuckPlace.Spot(done, "counts on the copy"), .. function.Callers.Take(2).Select(call => call.Function.File.SpotAt(call.Node.Pos, "hands over a copy")), StuckPlace.Spot(wait, "stuck here")], IsSure: true);
    }

    private static Cause? NoDone(Operation wait, IReadOnlyList<Operation> related)
    {
        if (related.FirstOrDefault(operation => operation.Kind == OperationKind.Add) is not { } add || IsHandedOn(wait.Function, related)) return null;
        return new("missed-done", $"Add, at {StuckPlace.PlaceOf(add)}, counts a goroutine, and nothing calls Done", StuckPlace.Spot(add, "no Done takes it back"), [StuckPlace.Spot(wait, "stuck here")], IsSure: true);
    }

    // To a function that the source at hand does not show: it may well call Done.
    private static bool IsHandedOn(Function function, IReadOnlyList<Operation> related) => function.Calls.Exists(call => call.Callees.Count == 0
        && call.Node.Args.Any(argument => related.Any(operation => operation.Function == function && LockWords.NameOf(operation) == function.File.TextOf(argument).TrimStart('&'))));

    private static Cause? Skipped(Operation wait, Operation done, IReadOnlyList<Operation> dones)
    {
        var function = done.Function;
        var others = new[] { StuckPlace.Spot(wait, "stuck here"), StuckPlace.Spot(done, "the Done") };
        if (PathWalk.ExitsWithout(function, [], [.. StuckPlace.NodesIn(function, dones)]) is [var exit, ..] && exit.Culprit != function.Node)
            return new("missed-done", $"the Done at {StuckPlace.PlaceOf(done)} {ChannelWords.Skipped(function, exit)}", ChannelWords.SpotOf(function, exit.Culprit), [.. others], IsSure: false);
        if (!done.IsDeferred && Recovery.Covers(function))
            return new("recovered-panic", $"a panic before the Done at {StuckPlace.PlaceOf(done)} is recovered, and Done, which is not deferred, never called", StuckPlace.Spot(done, "should be deferred"), [others[0]], IsSure: false);
        return null;
    }
}
