using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Statements;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>A sender waits, and the function that should receive can be left before it does: early return, time-out.</summary>
internal sealed class ReceiveSkipped : CauseFinder
{
    public override Cause? Explain(StuckPlace place) =>
        place.Waits.Where(wait => wait.Kind == OperationKind.Send).Select(wait => Explain(place, wait)).FirstOrDefault(cause => cause is not null);

    private static Cause? Explain(StuckPlace place, Operation wait)
    {
        IReadOnlyList<Operation> receives = [.. place.Receives(wait).Where(receive => receive.Function != wait.Function)];
        if (receives.Count == 0) return null;
        foreach (var (function, start) in Skipping.Candidates(place, wait, receives))
        {
            List<Exit> exits = [.. PathWalk.ExitsWithout(function, start is null ? [] : [start], StuckPlace.NodesIn(function, receives)).Where(exit => exit.Culprit != function.Node && !ErrorCheck.IsBehind(function, start, exit) && !RuledOut.IsSo(place, wait, function, exit.Culprit))];
            if (exits is not [var exit, ..]) continue;
            List<Node> others = [.. exits.Skip(1).Select(other => other.Culprit), .. receives.Where(receive => receive.Function == function && receive.Loop is not null).SelectMany(receive => LoopExits.InBesideOf(receive))];
            // What goes wrong with a value that was taken is nearer than what goes wrong elsewhere.
            if (exit.Culprit is not CommClause && others.Exists(other => receives.Any(receive => receive.Clause is { } own && own.Pos < other.Pos && other.End <= own.End))) return null;
            if (exit.Culprit is CommClause left && Crossed(place, wait, function, left) is { } circle) return circle;
            var sentence = $"{ChannelWords.Every("receive", receives)} {ChannelWords.Skipped(function, exit)}";
            return new(ChannelWords.NameOf(function, exit), sentence, ChannelWords.SpotOf(function, exit.Culprit),
                place.OthersOf(wait, [.. ChannelWords.BesideOf(function, exit.Culprit), .. receives.Take(3).Select(receive => StuckPlace.Spot(receive, "the receive"))]),
                IsSure: place.IsProven && receives is [var only] && !SwitchedOffCase.IsAwaited(place, only) && others.TrueForAll(other => ChannelWords.NameOf(function, other) == ChannelWords.NameOf(function, exit)));
        }
        return null;
    }

    // Whoever should receive took another case, and is stuck in it until somebody receives who is on our own stack.
    private static Cause? Crossed(StuckPlace place, Operation wait, Function function, CommClause left)
    {
        var there = place.Others.All.FirstOrDefault(other => other.WaitsIn is [var blocked] && blocked.Function == function && left.Pos < blocked.Node.Pos && blocked.Node.End <= left.End
            && place.Facts.Related(blocked).Any(waker => Waiting.Partners.Wakes(waker, blocked) && place.Self.Frames.Any(frame => frame.Function == waker.Function)));
        return there is null ? null : new("circular-wait", $"{StuckPlace.PlaceOf(wait)} and {StuckPlace.PlaceOf(there.WaitsIn[0])} wait for each other: who should receive took another case when {ChannelWords.When(function, left)}, and waits in it for who sends",
            StuckPlace.Spot(wait, "waits for who has left its select"), place.OthersOf(wait, [StuckPlace.Spot(there.WaitsIn[0], "waits for the other"), function.File.SpotAt(left.Pos, "the other case")]), IsSure: false);
    }
}
