using Unpark.Findings;
using Unpark.GoSyntax.Expressions;
using Unpark.Source.Facts;

namespace Unpark.Causes.Locks;

/// <summary>A loop locks each round, and leaves the Unlock to a defer, which runs only when the function ends.</summary>
internal sealed class LockedEachRound : CauseFinder
{
    public override Cause? Explain(StuckPlace place)
    {
        if (place.Waits is not [{ Kind: OperationKind.Lock or OperationKind.RLock } wait]) return null;
        var locks = place.Related(wait).Where(operation => operation is { Kind: OperationKind.Lock, Loop: not null });
        return locks.Select(taken => CauseOf(place, taken, wait)).FirstOrDefault(cause => cause is not null);
    }

    private static Cause? CauseOf(StuckPlace place, Operation taken, Operation wait)
    {
        var unlocks = taken.Function.Operations.FindAll(operation => operation.Kind == OperationKind.Unlock && LockWords.NameOf(operation) == LockWords.NameOf(taken));
        if (unlocks.Count == 0 || unlocks.Exists(unlock => !unlock.IsDeferred || unlock.Loop != taken.Loop) || !PathWalk.Leads(taken.Function, taken.Node, taken.Node)) return null;
        return new("double-lock", $"the loop locks {LockWords.NameOf(taken)} at {StuckPlace.PlaceOf(taken)} each round, and the deferred Unlock, at {StuckPlace.PlaceOf(unlocks[0])}, runs only when {taken.Function} ends",
            StuckPlace.Spot(taken, "locks again in a later round"), [StuckPlace.Spot(unlocks[0], "runs when the function ends"), StuckPlace.Spot(wait, "stuck here")], IsSure: !IsOfRound(place, taken));
    }

    // A variable of the loop may be another lock each round.
    private static bool IsOfRound(StuckPlace place, Operation taken) =>
        taken.Node.Descend().OfType<Ident>().Any(ident => place.Facts.Types.VariableOf(ident) is { } variable && variable.Owner == taken.Function && variable.Declaration.Pos > taken.Loop!.Pos);
}
