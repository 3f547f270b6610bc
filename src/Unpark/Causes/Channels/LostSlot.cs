using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>A buffered channel as a semaphore: each takes a slot and gives it back, and a way out keeps it.</summary>
internal sealed class LostSlot : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Send or OperationKind.Receive, Loop: null } wait] || !wait.Origins.Any(origin => origin.Capacity is not null)) return null;
        // Where the channel is made it is filled.
        IReadOnlyList<Operation> backs = [.. place.Related(wait).Where(operation => operation.Kind == (wait.Kind == OperationKind.Send ? OperationKind.Receive : OperationKind.Send) && !wait.Origins.Any(origin => origin.Function == operation.Function))];
        if (backs.Count == 0 || backs.Any(back => back.Loop is not null)) return null;
        return Takers(place, wait).Select(taker => KeptBy(place, wait, taker.Function, taker.Node, backs)).FirstOrDefault(cause => cause is not null);
    }

    // All who take a slot: in their own code, or by a function that takes it for them.
    private static IEnumerable<(Function Function, Node Node)> Takers(StuckPlace place, Operation wait)
    {
        foreach (var take in place.Related(wait).Where(operation => operation.Kind == wait.Kind))
        {
            yield return (take.Function, take.Node);
            foreach (var caller in take.Function.Callers.Where(call => call.Way == CallWay.Plain)) yield return (caller.Function, caller.Node);
        }
    }

    private static Cause? KeptBy(StuckPlace place, Operation wait, Function function, Node taken, IReadOnlyList<Operation> backs)
    {
        List<Node> nodes = [.. StuckPlace.NodesIn(function, backs).Where(node => node.Pos > taken.Pos)];
        if (nodes.Count == 0 || PathWalk.ExitsWithout(function, [taken], nodes).FirstOrDefault(exit => exit.Culprit != function.Node && !ErrorCheck.IsBehind(function, taken, exit)) is not { } exit) return null;
        return new(ChannelWords.NameOf(function, exit), $"{StuckPlace.NameOf(wait)} has room for some, and what gives a place in it back, at {StuckPlace.PlaceOf(backs[0])}, {ChannelWords.Skipped(function, exit)}",
            function.File.SpotAt(exit.Culprit.Pos, "keeps its place"), place.OthersOf(wait, backs.Take(3).Select(back => StuckPlace.Spot(back, "gives it back"))), IsSure: false);
    }
}
