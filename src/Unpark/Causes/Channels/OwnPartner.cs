using Unpark.Causes.Waiting;
using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Channels;

/// <summary>The other side of the channel comes later in the very goroutine that waits.</summary>
internal sealed class OwnPartner : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        // Of two channels that trade places, the other may be somebody else's.
        if (place.Waits is not [{ Select: null, Origins.Count: < 2 } wait] || wait.Kind is not (OperationKind.Send or OperationKind.Receive)) return null;
        // Room for some: others came before, and took it.
        if (wait.Loop is null && wait.Origins.Any(origin => origin.Capacity is not null)) return null;
        if (OfUnknown(place, wait) is { } unknown) return unknown;
        IReadOnlyList<Operation> partners = [.. place.Related(wait).Where(other => Partners.Wakes(other, wait))];
        if (partners.Count == 0) return null;
        if ((OfLoop(place, wait, partners) ?? OfDefer(place, wait, partners)) is { } own) return own;
        foreach (var frame in place.Self.Frames)
        {
            // Somebody else on the other side could come.
            if (partners.Any(partner => partner.Function != frame.Function || partner.IsDeferred)) continue;
            if (partners.Any(partner => partner.Line <= frame.Line) || (frame.Function.IsClosure && frame.Function.Callers.Count > 1)) continue;
            return new(NameOf(wait),
                $"{frame.Function} {(wait.Kind == OperationKind.Send ? "sends" : "receives")} at {StuckPlace.PlaceOf(wait)} before it gets to the {Partners.Word(partners[0])} at {StuckPlace.PlaceOf(partners[0])}, and nobody else is on the other side",
                frame.Index == place.Self.Frames[0].Index ? StuckPlace.Spot(wait, "comes too early") : new(frame.Function.File.Path, frame.Line, 1, "comes too early"), place.OthersOf(wait, [StuckPlace.Spot(partners[0], "comes later in the same goroutine")]), IsSure: true);
        }
        return null;
    }

    // done := make(chan T); done <- v; return done: nobody else has heard of it when it is sent to.
    private static Cause? OfUnknown(StuckPlace place, Operation wait)
    {
        if (wait is not { Kind: OperationKind.Send, Loop: null, Origins: [{ Kind: OriginKind.Channel, Capacity: null } made], Target: { Kind: VariableKind.Local } channel } || made.Function != wait.Function) return null;
        var uses = wait.Function.Body!.Descend().OfType<Ident>().Where(ident => ident.Pos > made.Node.End && ident.End < wait.Node.Pos && place.Facts.Types.VariableOf(ident) == channel);
        return uses.Any() ? null : new("send-before-receive", $"{channel.Name}, made at {StuckPlace.PlaceOf(made.File, made.Line)} without a buffer, is known to nobody else when {StuckPlace.PlaceOf(wait)} sends to it",
            StuckPlace.Spot(wait, "comes too early"), place.OthersOf(wait), IsSure: true);
    }

    // The loop that takes is further out on the same stack: it comes around when what it called is done.
    private static Cause? OfLoop(StuckPlace place, Operation wait, IReadOnlyList<Operation> partners)
    {
        foreach (var frame in place.Self.Frames.Skip(1))
        {
            if (partners.Any(partner => partner.Function != frame.Function || partner.Loop is null) || place.Others.All.Any(other => other != place.Self && other.Frames.Any(at => at.Function == frame.Function))) continue;
            return new(NameOf(wait), $"{frame.Function} {(wait.Kind == OperationKind.Send ? "receives" : "sends")} at {StuckPlace.PlaceOf(partners[0])}, and what it calls at {StuckPlace.PlaceOf(frame.Function.File, frame.Line)} waits for that: nobody else is on the other side",
                StuckPlace.Spot(wait, "waits for its own goroutine"), place.OthersOf(wait, [StuckPlace.Spot(partners[0], "the other side, in the same goroutine"), .. place.Self.Frames.Skip(1).TakeWhile(at => at.Index <= frame.Index).Select(at => at.Spot("leads there"))]), IsSure: frame.Function.Callers.Count < 2);
        }
        return null;
    }

    // Further out on the same stack the channel is closed by a defer: that runs when what was called is done.
    private static Cause? OfDefer(StuckPlace place, Operation wait, IReadOnlyList<Operation> partners)
    {
        foreach (var frame in place.Self.Frames.Skip(1))
        {
            if (partners.Any(partner => partner.Function != frame.Function || !partner.IsDeferred) || place.Others.All.Any(other => other != place.Self && other.Frames.Any(at => at.Function == frame.Function))) continue;
            return new(NameOf(wait), $"{frame.Function} gets to the {Partners.Word(partners[0])} at {StuckPlace.PlaceOf(partners[0])} when it ends, and what it calls at {StuckPlace.PlaceOf(frame.Function.File, frame.Line)} waits for that",
                StuckPlace.Spot(wait, "waits for its own goroutine"), place.OthersOf(wait, [StuckPlace.Spot(partners[0], "the other side, in the same goroutine"), .. place.Self.Frames.Skip(1).TakeWhile(at => at.Index <= frame.Index).Select(at => at.Spot("leads there"))]), IsSure: frame.Function.Callers.Count < 2);
        }
        return null;
    }

    private static string NameOf(Operation wait) => wait.Kind == OperationKind.Send ? "send-before-receive" : "receive-before-send";
}
