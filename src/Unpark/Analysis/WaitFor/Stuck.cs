using Unpark.Knowledge.Waits;

namespace Unpark.Analysis.WaitFor;

/// <summary>Which lock waiters nobody can wake, as far as stacks tell.</summary>
/// <remarks>
/// A dump stops the world: who waits for a lock then is behind somebody who holds it, and a holder on its way out runs inside the
/// code around the lock. So a waiter may go on when somebody there runs, sleeps or waits for the outside world, or waits for
/// another lock whose waiters may go on, and so forth. What a wait of a minute or more shows is never excused by what runs just now.
/// </remarks>
internal sealed class Stuck
{
    private readonly Parties _parties;
    private readonly Dictionary<Party, List<Holder>> _holders = [];
    private readonly HashSet<Party> _mayGoOn = [];

    public Stuck(Parties parties)
    {
        _parties = parties;
        IsQuiet = parties.IsQuiet;
        var holders = new Holders(parties);
        foreach (var waiter in parties.All)
        {
            if (waiter.Lock is not null && _holders.Count < MostWaiters) _holders.Add(waiter, holders.Of(waiter));
        }
        Spread();
        Waiters = [.. _holders.Keys.Where(waiter => !_mayGoOn.Contains(waiter))];
    }

    private const int MostWaiters = 256;

    public bool IsQuiet { get; }

    /// <summary>Lock waiters that nobody can wake, in the order of the evidence.</summary>
    public IReadOnlyList<Party> Waiters { get; }

    /// <summary>Who may hold what a lock waiter waits for, surest first.</summary>
    public IReadOnlyList<Holder> HoldersOf(Party waiter) => _holders.TryGetValue(waiter, out var found) ? found : [];

    public bool IsStuck(Party party) => party.Lock is not null ? _holders.ContainsKey(party) && !_mayGoOn.Contains(party) : IsStuckOnPartner(party);

    /// <summary>Waits for a partner of which nothing shows that it may come.</summary>
    private bool IsStuckOnPartner(Party party) => party.WaitsForPartner && (IsQuiet || party.IsSettled);

    private void Spread()
    {
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var (waiter, holders) in _holders)
            {
                if (_mayGoOn.Contains(waiter) || !MayGoOn(waiter, holders)) continue;
                changed = _mayGoOn.Add(waiter);
            }
        }
    }

    private bool MayGoOn(Party waiter, List<Holder> holders) =>
        holders.Exists(holder => Excuses(holder.Party, waiter, holder.Basis))
        || _parties.LiveIn(waiter.Lock!.Package).Any(other => Excuses(other, waiter, Basis.Family));

    private bool Excuses(Party other, Party waiter, Basis basis) => other switch
    {
        { Lock: not null } => _mayGoOn.Contains(other),
        { Kind: WaitKind.Running or WaitKind.Runtime } => !waiter.IsSettled || basis == Basis.Address,
        { IsLive: true } or { WaitsInLibrary: true } => !waiter.IsSettled || (basis == Basis.Family ? other.IsSettled : !other.IsSettled),
        { WaitsForPartner: true } => !IsStuckOnPartner(other),
        _ => false,
    };
}
