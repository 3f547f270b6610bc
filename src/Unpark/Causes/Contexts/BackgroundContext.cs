using Unpark.Findings;
using Unpark.Source.Facts;
using Unpark.Source.Names;

namespace Unpark.Causes.Contexts;

/// <summary>The context that should end the wait is one that nobody ends.</summary>
/// <param name="ofMain">Those that main or a test makes, where contexts begin: they are to blame when nobody else is.</param>
internal sealed class BackgroundContext(bool ofMain) : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        foreach (var wait in place.Waits)
        {
            if (ContextOf(wait) is not { } context || NeverDone(place, context) is not { } background || IsOfMain(background) != ofMain) continue;
            // Who has a context, and hands on another, meant the one he has.
            var maker = background.Function is { } made && ContextIn(made) is not null ? made : null;
            if (!ofMain && maker is null && place.AwaitsAnswerBeside(wait)) continue;
            var holder = maker ?? place.Parent;
            var meant = holder is not null && ContextIn(holder) is { } near ? $"; {near.Name}, which {holder} has, was meant" : "";
            return new("background-context", $"{context.Name} comes from {background.File.TextOf(background.Node)}, at {StuckPlace.PlaceOf(background.File, background.Line)}, and is never done{meant}",
                background.File.SpotAt(background.Node.Pos, "nobody ends this context"), [StuckPlace.Spot(wait, "stuck here")], IsSure: !ofMain);
        }
        return null;
    }

    private static bool IsOfMain(Origin background) => background.Function?.Outermost is { RunsOnce: true } or null;

    /// <summary>The context whose end an operation waits for.</summary>
    public static Variable? ContextOf(Operation wait) => wait.Origins.FirstOrDefault(origin => origin.Kind == OriginKind.Done)?.Of;

    // All that it may be is Background; of several the one made where the goroutines come from.
    private static Origin? NeverDone(StuckPlace place, Variable context)
    {
        var origins = context.Origins.Where(origin => origin.Function is not null && (place.Parent is { } parent) && (origin.Function.Encloses(parent) || parent.Encloses(origin.Function))).ToList();
        if (origins.Count == 0) origins = context.Origins;
        return origins.Count > 0 && origins.TrueForAll(origin => origin.Kind == OriginKind.Background) ? origins[0] : null;
    }

    // A parameter of the function or of one around it.
    private static Variable? ContextIn(Function function)
    {
        for (var at = function; at is not null; at = at.Outer)
        {
            if (at.Parameters.Find(parameter => PackageNames.NameOf(parameter.Type) == "context.Context" && parameter.Name != "_") is { } found) return found;
        }
        return null;
    }
}
