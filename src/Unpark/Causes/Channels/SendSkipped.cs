using Unpark.Causes.Waiting;
using Unpark.Findings;
using Unpark.Source.Facts;

namespace Unpark.Causes.Channels;

/// <summary>A receiver waits, and the function that should send or close can be left before it does.</summary>
internal sealed class SendSkipped : CauseFinder
{
    public override Cause? Explain(StuckPlace place) =>
        place.Waits.Where(wait => wait.IsReceive && !wait.Origins.Any(origin => origin.Kind is OriginKind.Ticker or OriginKind.Timer or OriginKind.Done))
            .Select(wait => Explain(place, wait)).FirstOrDefault(cause => cause is not null);

    private static Cause? Explain(StuckPlace place, Operation wait)
    {
        var closes = place.Closes(wait);
        var isLoop = wait.Kind == OperationKind.Range || (wait.Loop is not null && !wait.IsCounted);
        IReadOnlyList<Operation> wakers = isLoop && closes.Count > 0 ? closes : isLoop ? [] : [.. place.Sends(wait), .. closes];
        wakers = [.. wakers.Where(waker => waker.Function != wait.Function)];
        if (wakers.Count == 0) return null;
        foreach (var (function, start) in Skipping.Candidates(place, wait, wakers))
        {
            if (place.Start is null && function == place.Function) continue;
            var exit = PathWalk.ExitsWithout(function, start is null ? [] : [start], StuckPlace.NodesIn(function, wakers)).FirstOrDefault(exit => exit.Culprit != function.Node && !ErrorCheck.IsBehind(function, start, exit) && !RuledOut.IsRepeat(function, exit));
            if (exit is null) continue;
            var what = wakers[0].Kind == OperationKind.Close ? "close" : "send";
            return new(ChannelWords.NameOf(function, exit), $"{ChannelWords.Every(what, wakers)} {ChannelWords.Skipped(function, exit)}",
                ChannelWords.SpotOf(function, exit.Culprit),
                place.OthersOf(wait, [.. ChannelWords.BesideOf(function, exit.Culprit), .. wakers.Take(3).Select(waker => StuckPlace.Spot(waker, $"the {what}"))]), IsSure: place.IsProven && wakers.Count == 1 && place.Waits.Length == 1);
        }
        return null;
    }
}
