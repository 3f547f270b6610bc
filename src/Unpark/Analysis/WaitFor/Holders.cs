using Unpark.Knowledge.Waits;

namespace Unpark.Analysis.WaitFor;

/// <summary>Who may hold the lock that a goroutine waits for.</summary>
internal sealed class Holders(Parties parties)
{
    /// <summary>Of a program whose goroutines are all started in one place, so many relatives, those of the largest groups.</summary>
    private const int MostRelatives = 128;

    /// <summary>Surest first. Who waits for the same lock is among them only when a frame further out may have taken it before.</summary>
    public List<Holder> Of(Party waiter)
    {
        var (wanted, found) = (waiter.Lock!, new List<Holder>());
        foreach (var other in parties.In(wanted.Scope)) Ask(other);
        foreach (var other in parties.With(wanted.Owner).Where(other => !other.Stack.Has(wanted.Scope))) Ask(other);
        foreach (var other in parties.With(wanted.Address).Where(other => !other.Stack.Has(wanted.Scope) && !other.Has(wanted.Owner))) Ask(other);
        if (!found.Exists(holder => holder.Basis > Basis.Family)) AddFamily(waiter, found);
        return SurestFirst(found);

        void Ask(Party other)
        {
            if (other != waiter && BasisOf(wanted, other) is { } basis) found.Add(new(other, Demoted(basis, other, waiter)));
        }
    }

    // Of thousands in one function nearly all are as sure as each other.
    private static List<Holder> SurestFirst(List<Holder> found)
    {
        if (found.TrueForAll(holder => holder.Basis == found[0].Basis)) return found;
        var sorted = new List<Holder>(found.Count);
        for (var basis = Basis.Address; basis >= Basis.Family; basis--) sorted.AddRange(found.Where(holder => holder.Basis == basis));
        return sorted;
    }

    /// <summary>The goroutine may hold the lock itself: a frame further out is a method of the same object, or the same function.</summary>
    public static Basis? SelfOf(Party waiter)
    {
        var (wanted, stack) = (waiter.Lock!, waiter.Stack);
        var found = (Basis?)null;
        for (var i = wanted.Frame + 1; i < stack.Scopes.Length; i++)
        {
            if (stack.Scopes[i] != wanted.Scope || IsSameCall(waiter, wanted.Frame, i) || (wanted.OwnerScope == wanted.Scope && (waiter.WorksOnOther(i, wanted.Owner) || waiter.IsGiven(i, wanted.Owner)))) continue;
            found = wanted.Owner != 0 && waiter.HoldsAt(i, wanted.Owner) ? Basis.Address : found ?? Basis.Names;
        }
        return found;
    }

    // One call printed as several frames: the closure that a deferred call or a range over a function makes.
    private static bool IsSameCall(Party waiter, int frame, int outer) =>
        outer == frame + 1 && waiter.Stack.FunctionAt(frame).StartsWith(waiter.Stack.FunctionAt(outer) + "-range", StringComparison.Ordinal);

    private static Basis? BasisOf(LockWait wanted, Party other)
    {
        // A waiter of a Cond gave its lock back.
        if (other.Kind == WaitKind.Cond || Parties.IsBackdrop(other) || !MayRun(wanted, other)) return null;
        var stack = other.Stack;
        var from = other.Lock is { } own && own.MayBe(wanted) ? own.Frame + 1 : stack.First;
        if (other.HoldsIn(wanted.Package, wanted.Owner, from) || other.HoldsIn(wanted.Package, wanted.Address, from)) return Basis.Address;
        for (var i = from; i < stack.Scopes.Length; i++)
        {
            if (stack.Scopes[i] == wanted.Scope && !(wanted.OwnerScope == wanted.Scope && other.WorksOnOther(i, wanted.Owner))) return Basis.Names;
        }
        return null;
    }

    private static bool MayRun(LockWait wanted, Party other) => !wanted.IsOnce || other.Stack.RunsOnce;

    // Who starts goroutines and waits for them stands in the same function as their closures without taking part.
    private static Basis Demoted(Basis basis, Party other, Party waiter) =>
        basis == Basis.Names && !waiter.Stack.IsMethod(waiter.Lock!.Frame) && waiter.IsChildOf(other) ? Basis.Family : basis;

    private void AddFamily(Party waiter, List<Holder> found)
    {
        var (wanted, creator) = (waiter.Lock!, waiter.Stack.Creator);
        if (creator.Length == 0) return;
        var asked = found.Select(holder => holder.Party).ToHashSet();
        foreach (var other in parties.StartedBy(creator).Concat(parties.StartedBy(wanted.Scope)).Take(MostRelatives))
        {
            if (asked.Add(other) && IsRelative(other, waiter)) found.Add(new(other, Basis.Family));
        }
    }

    private static bool IsRelative(Party other, Party waiter) =>
        other != waiter && other.Kind != WaitKind.Cond && other.Stack.HasProgramsCode && MayRun(waiter.Lock!, other)
        && !(other.Lock is { } own && own.MayBe(waiter.Lock!))
        && !(waiter.Lock!.Owner != 0 && other.Stack.IsIn(waiter.Lock.Package) && Refutes(other, waiter.Lock));

    // It is inside the very type, on another object.
    private static bool Refutes(Party other, LockWait wanted)
    {
        for (var i = other.Stack.First; i < other.Stack.Scopes.Length; i++)
        {
            if (other.Stack.Scopes[i] == wanted.Scope && wanted.OwnerScope == wanted.Scope && other.WorksOnOther(i, wanted.Owner)) return true;
        }
        return false;
    }
}
