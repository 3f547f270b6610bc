using System.Collections.Immutable;
using Unpark.Analysis.WaitFor;
using Unpark.Findings;
using Unpark.Knowledge.Waits;

namespace Unpark.Rules.Deadlocks;

/// <summary>A deadlock as nodes and edges.</summary>
internal sealed class DeadlockPicture
{
    private const int MostLinks = 8;

    private readonly List<WaitNode> _nodes = [];
    private readonly Dictionary<object, int> _numbers = [];

    private DeadlockPicture()
    {
    }

    /// <summary>Null where there is nothing to see: one goroutine, or several that wait for one that is gone.</summary>
    public static WaitPicture? Of(Deadlock deadlock)
    {
        if (deadlock.Links.All(link => link.To is null)) return null;
        var picture = new DeadlockPicture();
        ImmutableArray<WaitEdge> edges = [.. deadlock.Links.Take(MostLinks).Select(picture.EdgeOf)];
        return new([.. picture._nodes], edges);
    }

    private WaitEdge EdgeOf(WaitLink link) =>
        new(NumberOf(link.From), NumberOfObject(link.From), link.To is { } to ? NumberOf(to) : null, link.Basis == Basis.Address);

    private int NumberOf(Party party) => NumberOf(party, () => new(
        WaitNodeKind.Goroutine,
        DeadlockWords.NameOf(party),
        party.Site.Site is { } site ? Words.Place(site.Frame) : "")
    { State = DeadlockWords.Do(party) });

    // One lock has one node, whoever waits for it; of channels nothing is known but who waits.
    private int NumberOfObject(Party party)
    {
        object key = party.Lock is { } wanted ? wanted.Address != 0 ? wanted.Address : wanted.Owner != 0 ? (wanted.Owner, wanted.OwnerScope) : wanted.Scope : (party, "object");
        return NumberOf(key, () => new(KindOf(party.Kind), DeadlockWords.ObjectOf(party), party.Lock?.Scope ?? ""));
    }

    private int NumberOf(object key, Func<WaitNode> node)
    {
        if (_numbers.TryGetValue(key, out var number)) return number;
        _numbers.Add(key, _nodes.Count);
        _nodes.Add(node());
        return _nodes.Count - 1;
    }

    private static WaitNodeKind KindOf(WaitKind kind) => kind switch
    {
        _ when kind.IsLock() => WaitNodeKind.Lock,
        WaitKind.WaitGroup => WaitNodeKind.WaitGroup,
        WaitKind.Cond => WaitNodeKind.Cond,
        _ => WaitNodeKind.Channel,
    };
}
