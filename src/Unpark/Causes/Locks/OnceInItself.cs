using Unpark.Findings;

namespace Unpark.Causes.Locks;

/// <summary>What a Once runs calls the same Once: it waits for the first call to end, and that is its own.</summary>
internal sealed class OnceInItself : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Self.Frames is not [var inner, .. var outers] || OnceCall.At(inner) is not { } again) return null;
        foreach (var (between, outer) in outers.Index())
        {
            if (OnceCall.At(outer) is { } first && first.Once == again.Once && LockWords.IsOneObject(place.Self, inner, place.Self, outer) is not false and var isSame) return CauseOf(place, first, again, between == 1, isSame == true);
        }
        return null;
    }

    // Where one line is both, as in a helper of its own, it is to blame, unless what it runs comes straight back to it.
    private static Cause CauseOf(StuckPlace place, OnceCall first, OnceCall again, bool isStraight, bool isSure)
    {
        var own = again.Spot("waits for the first call");
        var calls = LockWords.CallsUnder(place.Self, place.Self.Frames[^1]).ToList();
        var spot = (isStraight || again.Call != first.Call) && calls is [var call, ..] && call.Line != first.Call.Line ? call with { What = $"comes to {again.Name} again" } : own;
        return new("double-lock", $"what {first.Name} runs, at {first.Place}, comes to {again.Name} again, at {again.Place}: it waits for itself",
            spot, [.. calls.Prepend(own).Prepend(first.Spot("the first call")).OtherThan(spot)], isSure);
    }
}
