using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>Done is called by what a goroutine calls, a callback or a helper, and a way out of the goroutine comes before that call.</summary>
internal static class DoneLeftOut
{
    private const int MostLevels = 3;

    public static Cause? Explain(Operation wait, IReadOnlyList<Operation> related, IReadOnlyList<Operation> dones) =>
        related.Where(operation => operation.Kind == OperationKind.Add).Append(wait).Select(operation => operation.Function).Distinct()
            .SelectMany(function => function.Calls).Where(call => call.Way == CallWay.Go).SelectMany(call => call.Callees)
            .Select(started => Explain(started, wait, dones)).FirstOrDefault(cause => cause is not null);

    private static Cause? Explain(Function started, Operation wait, IReadOnlyList<Operation> dones)
    {
        var function = started;
        for (var level = 0; level < MostLevels && !dones.Any(done => done.Function == function); level++)
        {
            var nodes = StuckPlace.NodesIn(function, dones).ToList();
            if (nodes.Count == 0) return null;
            if (PathWalk.ExitsWithout(function, [], nodes).FirstOrDefault(exit => exit.Culprit != function.Node) is { } exit)
                return new("missed-done", $"what calls Done, at {StuckPlace.PlaceOf(function.File, function.File.LineOf(nodes[0]))}, {ChannelWords.Skipped(function, exit)}", ChannelWords.SpotOf(function, exit.Culprit),
                    [StuckPlace.Spot(dones[0], "the Done"), StuckPlace.Spot(wait, "stuck here")], IsSure: false);
            if (function.Calls.Find(call => nodes.Contains(call.Node) && call.Callees is [_]) is not { Callees: [var next] }) return null;
            function = next;
        }
        return null;
    }
}
