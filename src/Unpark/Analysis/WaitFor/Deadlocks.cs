using System.Collections.Immutable;
using Unpark.Analysis.Series;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Analysis.WaitFor;

/// <summary>Sorts the goroutines that nobody can wake into deadlocks, and names their kind.</summary>
internal sealed class Deadlocks
{
    private readonly Parties _parties;
    private readonly Stuck _stuck;
    private readonly List<Deadlock> _found = [];
    private readonly Dictionary<Party, Deadlock> _deadlockOf = [];

    private Deadlocks(Parties parties) => (_parties, _stuck) = (parties, new(parties));

    /// <summary>Those of one moment, surest first; each place is that of the surest.</summary>
    /// <param name="survivors">Of the series the moment ends; null for one moment.</param>
    public static ImmutableArray<Deadlock> Of(MomentFacts facts, FrameTable frames, Survivors? survivors)
    {
        // A trace does not show where those are that run at its end; a text profile does not tell who waits for a lock.
        if (facts.Main.Kind is EvidenceKind.Trace or EvidenceKind.TextProfile) return [];
        if (!facts.Sites.Any(site => site.Kind.IsLock() || site.Kind is WaitKind.WaitGroup or WaitKind.Cond)) return [];
        var deadlocks = new Deadlocks(new(facts, frames, survivors));
        deadlocks.Find();
        return deadlocks._found.Count == 0 ? [] : Merged(deadlocks._found);
    }

    private void Find()
    {
        foreach (var waiter in _stuck.Waiters)
        {
            if (!_deadlockOf.ContainsKey(waiter) && (MadeBy(waiter) is { } deadlock)) Keep(deadlock);
        }
        foreach (var waiter in _stuck.Waiters)
        {
            if (!_deadlockOf.ContainsKey(waiter) && (Behind(waiter) ?? LeftLocked(waiter)) is { } deadlock) Keep(deadlock);
        }
        foreach (var party in _parties.All.Where(party => _stuck.IsQuiet && !_deadlockOf.ContainsKey(party)))
        {
            if (party.Kind == WaitKind.WaitGroup && OfWorkers(party) is { } waiting) Keep(waiting);
            else if (party.Kind == WaitKind.Cond && OfSignaller(party) is { } signal) Keep(signal);
        }
    }

    private void Keep(Deadlock deadlock)
    {
        _found.Add(deadlock);
        foreach (var link in deadlock.Links)
        {
            _deadlockOf.TryAdd(link.From, deadlock);
            if (link.To is { } to) _deadlockOf.TryAdd(to, deadlock);
        }
    }

    // What rests on addresses goes before what rests on names; a circle of locks before anything else that is as sure.
    private Deadlock? MadeBy(Party waiter)
    {
        if (ReadTwice(waiter) is { } twice) return twice;
        var (self, partner) = (Holders.SelfOf(waiter), PartnerOf(waiter));
        if (Circle(waiter, Basis.Address) is { } sure) return sure;
        if (self is not null && (partner is null || partner.Basis < self)) return new(DeadlockKind.Reentrant, self.Value, [new(waiter, waiter, self.Value)], _stuck.IsQuiet);
        if (partner?.Basis > Basis.Family) return Mixed(waiter, partner);
        return Circle(waiter, Basis.Names) ?? (partner is null ? null : Mixed(waiter, partner));
    }

    // A reader that waits though it may hold a read lock, and the writer between its two.
    private Deadlock? ReadTwice(Party waiter)
    {
        var (reader, writer) = waiter.Kind == WaitKind.RWMutexRead ? (waiter, OtherSide(waiter, WaitKind.RWMutexWrite)) : (OtherSide(waiter, WaitKind.RWMutexRead), waiter);
        if (reader is null || writer?.Kind is not WaitKind.RWMutexWrite) return null;
        var self = Holders.SelfOf(reader);
        if (self is null && (HasOtherHolder(reader) || HasOtherHolder(writer))) return null;
        var basis = self is null ? Basis.Names : reader.Lock!.Owner != 0 && reader.Lock.Owner == writer.Lock!.Owner ? Basis.Address : self.Value == Basis.Address ? Basis.Names : self.Value;
        return new(DeadlockKind.ReadTwice, basis, [new(reader, writer, basis), new(writer, reader, basis)], _stuck.IsQuiet);
    }

    private Party? OtherSide(Party waiter, WaitKind kind) =>
        _stuck.Waiters.Where(other => other.Kind == kind && other.Lock!.MayBe(waiter.Lock!)).MaxBy(other => Holders.SelfOf(other) ?? (Basis)(-1));

    private bool HasOtherHolder(Party waiter) => _stuck.HoldersOf(waiter).Any(holder => holder.Basis > Basis.Family && !(holder.Party.Lock?.MayBe(waiter.Lock!) ?? false));

    // Breadth first, so that the circle is the shortest.
    private Deadlock? Circle(Party start, Basis least)
    {
        var reachedFrom = new Dictionary<Party, WaitLink>();
        var queue = new Queue<Party>([start]);
        while (queue.TryDequeue(out var at))
        {
            foreach (var holder in _stuck.HoldersOf(at).Where(holder => holder.Basis >= least && holder.Party.Lock is not null && _stuck.IsStuck(holder.Party)))
            {
                if ((holder.Party.Lock!.MayBe(at.Lock!) && holder.Party != start) || !MayHoldBeside(holder, at)) continue;
                if (!reachedFrom.TryAdd(holder.Party, new(at, holder.Party, holder.Basis))) continue;
                if (holder.Party == start) return CircleOf(start, reachedFrom);
                queue.Enqueue(holder.Party);
            }
        }
        return null;
    }

    // Inside one function only the addresses of both locks tell that it may hold the one and wait for the other.
    private static bool MayHoldBeside(Holder holder, Party waiter) =>
        holder.Basis == Basis.Address || HasFrameFurtherOut(holder.Party, waiter.Lock!.Scope) || (holder.Party.Lock!.Address != 0 && waiter.Lock.Address != 0);

    private static bool HasFrameFurtherOut(Party party, string scope) => Array.IndexOf(party.Stack.Scopes, scope, party.Lock!.Frame + 1) >= 0;

    private Deadlock? CircleOf(Party start, Dictionary<Party, WaitLink> reachedFrom)
    {
        var links = new List<WaitLink>();
        for (var link = reachedFrom[start]; ; link = reachedFrom[link.From])
        {
            links.Insert(0, link);
            if (link.From == start) break;
        }
        return links.Count < 2 ? null : new(DeadlockKind.Order, links.Min(link => link.Basis), [.. links], _stuck.IsQuiet);
    }

    // Who may hold the lock and waits for a channel or a WaitGroup, in whose way the lock is.
    private Holder? PartnerOf(Party waiter) =>
        _stuck.HoldersOf(waiter).Where(holder => holder.Party.WaitsForPartner && _stuck.IsStuck(holder.Party) && MayWaitFor(holder, waiter)).MaxBy(holder => holder.Basis);

    // Who waits for a WaitGroup waits for goroutines it started, most often.
    private static bool MayWaitFor(Holder holder, Party waiter) =>
        holder.Party.Kind != WaitKind.WaitGroup || holder.Basis == Basis.Address || waiter.IsChildOf(holder.Party);

    private Deadlock Mixed(Party waiter, Holder holder) =>
        new(DeadlockKind.Mixed, holder.Basis, [new(waiter, holder.Party, holder.Basis), new(holder.Party, waiter, waiter.IsChildOf(holder.Party) ? Basis.Family : holder.Basis)], _stuck.IsQuiet);

    // It takes no part itself: it waits for a lock that a deadlock keeps.
    private Deadlock? Behind(Party waiter)
    {
        var (before, basis) = _stuck.HoldersOf(waiter).Where(holder => _deadlockOf.ContainsKey(holder.Party)).Select(holder => (holder.Party, holder.Basis)).FirstOrDefault();
        before ??= _stuck.Waiters.FirstOrDefault(other => _deadlockOf.ContainsKey(other) && other.Lock!.MayBe(waiter.Lock!));
        if (before is null) return null;
        var deadlock = _deadlockOf[before];
        return new(deadlock.Kind, deadlock.Basis, [.. deadlock.Links, new(waiter, before, basis)], deadlock.IsQuiet);
    }

    private Deadlock? LeftLocked(Party waiter)
    {
        var holder = _stuck.HoldersOf(waiter).FirstOrDefault(holder => holder.Basis > Basis.Family && (holder.Party.IsLive || holder.Party.WaitsInLibrary));
        if (holder is not null) return new(DeadlockKind.HeldWhileWaiting, holder.Basis, [new(waiter, holder.Party, holder.Basis)], _stuck.IsQuiet);
        return _parties.IsWhole
            ? new(DeadlockKind.LeftLocked, waiter.Lock!.Address != 0 ? Basis.Address : Basis.Names, [new(waiter, null, Basis.Family)], _stuck.IsQuiet) { Doubtful = Doubtful(waiter) }
            : null;
    }

    private ImmutableArray<Party> Doubtful(Party waiter) =>
        [.. _stuck.HoldersOf(waiter).Where(holder => holder.Basis > Basis.Family && holder.Party.Lock is not null).Select(holder => holder.Party).DistinctBy(party => party.Site.Key)];

    // Wait ends with the last Done: those it waits for send to nobody, or wait for a lock themselves.
    private Deadlock? OfWorkers(Party waiter)
    {
        var workers = _parties.All.Where(party => party != waiter && party.IsChildOf(waiter) && (party.Kind == WaitKind.Send || _deadlockOf.ContainsKey(party))).DistinctBy(party => party.Site.Key).ToList();
        if (workers.Count == 0) return null;
        return new(DeadlockKind.Mixed, Basis.Family, [.. workers.SelectMany(worker => worker.Kind == WaitKind.Send ? new[] { Link(waiter, worker), Link(worker, waiter) } : [Link(waiter, worker)])], _stuck.IsQuiet);

        static WaitLink Link(Party from, Party to) => new(from, to, Basis.Family);
    }

    // A Cond is signalled from code of the same object: whoever is in there sends to nobody, or waits for a lock.
    private Deadlock? OfSignaller(Party waiter)
    {
        var first = waiter.Stack.First;
        if (first == waiter.Stack.Scopes.Length || waiter.WaitsInLibrary || waiter.Stack.FirstOrigin != FrameOrigin.User) return null;
        var scope = waiter.Stack.Scopes[first];
        var partner = _parties.In(scope).FirstOrDefault(party => party != waiter && (party.Kind == WaitKind.Send || _deadlockOf.ContainsKey(party)));
        if (partner is null) return null;
        var link = new WaitLink(waiter, partner, Basis.Names);
        return partner.Lock is null
            ? new(DeadlockKind.Mixed, Basis.Names, [link, new(partner, waiter, Basis.Names)], _stuck.IsQuiet)
            : new(DeadlockKind.Mixed, Basis.Names, [link], _stuck.IsQuiet) { Sites = [waiter.Site] };
    }

    private static ImmutableArray<Deadlock> Merged(List<Deadlock> found)
    {
        var told = new HashSet<SiteKey>();
        var merged = new List<Deadlock>();
        foreach (var deadlock in found.Where(deadlock => deadlock.IsTold).OrderByDescending(deadlock => deadlock.Basis).ThenBy(deadlock => deadlock.Kind).ThenBy(deadlock => deadlock.Links.Length))
        {
            ImmutableArray<SiteGroup> sites = [.. deadlock.Sites.Where(site => told.Add(site.Key))];
            if (!sites.IsEmpty) merged.Add(deadlock with { Sites = sites });
        }
        return [.. merged];
    }
}
