using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>A buffered channel as a semaphore: who has a place in it waits for another before it gives the first back.</summary>
internal sealed class SlotTwice : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Send or OperationKind.Receive } wait] || !wait.Origins.Any(origin => origin.Capacity is not null)) return null;
        IReadOnlyList<Operation> related = place.Related(wait), takes = [.. related.Where(other => other.Kind == wait.Kind)];
        // Where the channel is made it is filled.
        IReadOnlyList<Operation> backs = [.. related.Where(other => other.Kind == (wait.Kind == OperationKind.Send ? OperationKind.Receive : OperationKind.Send) && !wait.Origins.Any(origin => origin.Function == other.Function))];
        return backs.Count == 0 ? null : place.Self.Frames.Skip(1).Select(frame => CauseOf(place, wait, frame, takes, backs)).FirstOrDefault(cause => cause is not null);
    }

    // In a function further out a place was taken above the call that leads to the wait, and not given back between.
    private static Cause? CauseOf(StuckPlace place, Operation wait, LocatedFrame frame, IReadOnlyList<Operation> takes, IReadOnlyList<Operation> backs)
    {
        var function = frame.Function;
        if (function.Calls.Find(call => call.Line == frame.Line && call.Way == CallWay.Plain) is not { } again) return null;
        List<Node> given = [.. StuckPlace.NodesIn(function, backs)];
        var taken = StuckPlace.NodesIn(function, takes).FirstOrDefault(node => node != again.Node && !IsStarted(function, node) && PathWalk.Leads(function, node, again.Node, given));
        if (taken is null || given.Count == 0) return null;
        return new("double-lock", $"a place in {StuckPlace.NameOf(wait)} is taken at {StuckPlace.PlaceOf(function.File, function.File.LineOf(taken))} and not given back at {StuckPlace.PlaceOf(function.File, frame.Line)}, which leads to the wait for another",
            frame.Spot("wants another place"), place.OthersOf(wait, [function.File.SpotAt(taken.Pos, "has a place from here"), .. given.Take(2).Select(node => function.File.SpotAt(node.Pos, "gives it back"))]), IsSure: false);
    }

    private static bool IsStarted(Function function, Node node) => function.Calls.Exists(call => call.Node == node && call.Way == CallWay.Go);
}
