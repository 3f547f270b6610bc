using Unpark.Causes.Channels;
using Unpark.Findings;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;

namespace Unpark.Causes.Contexts;

/// <summary>A context could be cancelled, and nobody does, or not on every path.</summary>
internal sealed class ForgottenCancel : CauseFinder
{
    private const string Name = "forgotten-cancel";

    public override Cause? Explain(StuckPlace place)
    {
        foreach (var wait in place.Waits)
        {
            foreach (var made in BackgroundContext.ContextOf(wait) is { } context && !place.AwaitsAnswerBeside(wait) ? Near(place, context.Origins) : [])
            {
                if (Explain(place, wait, made) is { } cause) return cause;
            }
        }
        return null;
    }

    /// <summary>Those that somebody has to cancel; of several those made where the goroutines come from.</summary>
    public static List<Origin> Near(StuckPlace place, List<Origin> origins)
    {
        var contexts = origins.FindAll(origin => origin.Kind == OriginKind.Context && !EndsByItself(origin));
        var near = contexts.FindAll(origin => origin.Function is { } made && place.Parent is { } parent && (made.Encloses(parent) || parent.Encloses(made)));
        return near.Count > 0 ? near : contexts;
    }

    /// <summary>It has a limit of time.</summary>
    public static bool EndsByItself(Origin context) => context.Node is CallExpr { Fun: SelectorExpr { Sel.Name: "WithTimeout" or "WithDeadline" or "WithTimeoutCause" or "WithDeadlineCause" } };

    /// <summary>The calls of its cancel function.</summary>
    public static IReadOnlyList<Operation> CancelsOf(PackageFacts facts, Origin made) =>
        [.. facts.Functions.SelectMany(function => function.Operations).Where(operation => operation.Kind == OperationKind.Cancel && operation.Origins.Any(origin => origin.Ends == made))];

    private static Cause? Explain(StuckPlace place, Operation wait, Origin made)
    {
        var cancels = CancelsOf(place.Facts, made);
        var spot = made.File.SpotAt(made.Node.Pos, "its cancel is not called");
        SourceSpot[] others = [StuckPlace.Spot(wait, "stuck here")];
        if (cancels.Count == 0) return IsHandedOn(place, made) ? null : new(Name, $"the context made at {StuckPlace.PlaceOf(made.File, made.Line)} is never cancelled: nothing calls its cancel function", spot, [.. others], IsSure: true);
        if (made.Function is not { } function) return null;
        Node[] nodes = [.. StuckPlace.NodesIn(function, cancels)];
        if (nodes.Length == 0 && Dropped(place, wait, made, function) is { } dropped) return dropped;
        if (nodes.Length == 0) return cancels[0].Function != place.Function ? StoppedNowhere.Explain(place, wait, cancels) : null;
        return PathWalk.ExitsWithout(function, [made.Node], nodes) is not [var exit, ..] ? null : new(Name, $"the cancel at {StuckPlace.PlaceOf(cancels[0])} {ChannelWords.Skipped(function, exit)}", ChannelWords.SpotOf(function, exit.Culprit), [.. others, spot], IsSure: false);
    }

    // On one way out the cancel function is neither called nor kept, nor handed to anybody: who could call it has lost it.
    private static Cause? Dropped(StuckPlace place, Operation wait, Origin made, Function function)
    {
        if (function.Body is null) return null;
        Node[] uses = [.. function.Body.Descend().OfType<Ident>().Where(ident => ident.Pos > made.Node.End && place.Facts.Types.VariableOf(ident) is { HasOrigins: true } variable && variable.Origins.Exists(origin => origin.Ends == made))];
        if (uses.Length == 0 || PathWalk.ExitsWithout(function, [made.Node], uses).FirstOrDefault(exit => exit.Culprit != function.Node) is not { } exit) return null;
        return new(Name, $"the cancel function of the context made at {StuckPlace.PlaceOf(made.File, made.Line)} is neither called nor kept: its first use, at {StuckPlace.PlaceOf(function.File, function.File.LineOf(uses[0]))}, {ChannelWords.Skipped(function, exit)}",
            ChannelWords.SpotOf(function, exit.Culprit), [StuckPlace.Spot(wait, "stuck here"), made.File.SpotAt(made.Node.Pos, "its cancel is lost")], IsSure: false);
    }

    /// <summary>Its cancel function is given to a function of another package, which may call it.</summary>
    public static bool IsHandedOn(StuckPlace place, Origin made) => place.Facts.HandedOn.Any(origin => origin.Ends == made);
}
