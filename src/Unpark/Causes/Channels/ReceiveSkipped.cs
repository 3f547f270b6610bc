using Unpark.Findings;
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
            var exit = PathWalk.ExitsWithout(function, start is null ? [] : [start], StuckPlace.NodesIn(function, receives)).FirstOrDefault(exit => exit.Culprit != function.Node);
            if (exit is null) continue;
            var sentence = $"{ChannelWords.Every("receive", receives)} {ChannelWords.Skipped(function, exit)}";
            return new(ChannelWords.NameOf(function, exit), sentence, function.File.SpotAt(exit.Culprit.Pos, ChannelWords.WhatIs(exit.Culprit)),
                place.OthersOf(wait, receives.Take(3).Select(receive => StuckPlace.Spot(receive, "the receive"))), IsSure: receives is [var only] && !SwitchedOffCase.IsAwaited(place, only));
        }
        return null;
    }
}
