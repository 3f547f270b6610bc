using Unpark.Causes.Contexts;
using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;

namespace Unpark.Causes.Waiting;

/// <summary>A function waits for goroutines that end with a context, and cancels it only behind the Wait, or in a defer: nobody else can.</summary>
internal sealed class WaitBeforeCancel : CauseFinder
{
    public override Cause? Explain(StuckPlace place) => place.Waits is [{ Kind: OperationKind.Wait }]
        ? place.Others.All.Where(other => other != place.Self && other.WaitsIn.Any(wait => BackgroundContext.ContextOf(wait) is not null)).Select(other => CauseOf(place.Others.PlaceOf(place.Finding, other), place.Self)).FirstOrDefault(cause => cause is not null)
        : place.Others.All.Where(other => other.WaitsIn is [{ Kind: OperationKind.Wait }]).Select(waiter => CauseOf(place, waiter)).FirstOrDefault(cause => cause is not null);

    private static Cause? CauseOf(StuckPlace place, Witness waiter)
    {
        foreach (var blocked in place.Waits)
        {
            if (BackgroundContext.ContextOf(blocked) is not { } context || ForgottenCancel.Near(place, context.Origins) is not [var made] || !IsFirst(made) || !IsCounted(place, waiter.WaitsIn[0])) continue;
            var cancels = ForgottenCancel.CancelsOf(place.Facts, made);
            var frame = waiter.Frames.FirstOrDefault(frame => cancels.Count > 0 && cancels.All(cancel => cancel.Function == frame.Function && waiter.IsAhead(frame, cancel)));
            if (frame is null || ForgottenCancel.IsHandedOn(place, made)) continue;
            return new("wait-before-close", $"Wait, at {StuckPlace.PlaceOf(frame.Function.File, frame.Line)}, comes before the cancel at {StuckPlace.PlaceOf(cancels[0])}, and the goroutines it waits for end with that context, at {StuckPlace.PlaceOf(blocked)}",
                frame.Spot("waits too early"), [StuckPlace.Spot(cancels[0], "the cancel"), StuckPlace.Spot(blocked, "stuck here")], IsSure: false);
        }
        return null;
    }

    // Their Done is on the way of those who are blocked.
    private static bool IsCounted(StuckPlace place, Operation wait) =>
        place.Facts.Related(wait).Any(done => done.Kind == OperationKind.Done && place.Self.Frames.Any(frame => frame.Function.Encloses(done.Function)));

    // Nothing further up ends it: its parent is context.Background().
    private static bool IsFirst(Origin made) => made.Of is { } parent
        ? parent.Origins.Count > 0 && parent.Origins.TrueForAll(origin => origin.Kind == OriginKind.Background)
        : made.Node is CallExpr { Args: [CallExpr { Fun: SelectorExpr { X: Ident { Name: "context" }, Sel.Name: "Background" or "TODO" } }, ..] };
}
