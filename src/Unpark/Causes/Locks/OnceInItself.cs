using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>What a Once runs calls the same Once: Do waits for the first call to end, and that is its own.</summary>
internal sealed class OnceInItself : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Self.Frames is not [var inner, .. var outers] || DoAt(inner) is not { } again) return null;
        foreach (var outer in outers)
        {
            if (DoAt(outer) is { } first && first.On == again.On && LockWords.IsOneObject(place.Self, inner, place.Self, outer) is not false and var isSame) return CauseOf(place, first, again, isSame == true);
        }
        return null;
    }

    /// <summary>The call of Do that the frame is in; null for others.</summary>
    internal static Call? DoAt(LocatedFrame frame) => frame.Function.Calls.Find(call =>
        call.Line == frame.Line && call.On is not null && call.Node.Fun is SelectorExpr { Sel.Name: "Do" } selector && frame.Facts.Types.NameOf(selector.X) == "sync.Once");

    private static Cause CauseOf(StuckPlace place, Call first, Call again, bool isSure)
    {
        var own = again.Function.File.SpotAt(again.Node.Pos, "waits for the first call");
        var calls = LockWords.CallsUnder(place.Self, place.Self.Frames[^1]).ToList();
        var spot = again != first && calls is [var call, ..] && call.Line != first.Line ? call with { What = "comes to Do again" } : own;
        return new("double-lock", $"what Do runs, at {StuckPlace.PlaceOf(first.Function.File, first.Line)}, comes to {first.On!.Name}.Do again, at {StuckPlace.PlaceOf(again.Function.File, again.Line)}: it waits for itself",
            spot, [.. calls.Prepend(own).Prepend(first.Function.File.SpotAt(first.Node.Pos, "the first call")).OtherThan(spot)], isSure);
    }
}
