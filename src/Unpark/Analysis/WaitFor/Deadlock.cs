using System.Collections.Immutable;
using Unpark.Analysis.Sites;

namespace Unpark.Analysis.WaitFor;

/// <summary>Goroutines of which none can go on, because of each other or of a lock that nobody lets go.</summary>
/// <param name="Basis">Of the weakest link among those that make it what it is.</param>
/// <param name="Links">Those that make it first, then those of goroutines that wait behind.</param>
/// <param name="IsQuiet">Nothing of the program's own was running.</param>
internal sealed record Deadlock(DeadlockKind Kind, Basis Basis, ImmutableArray<WaitLink> Links, bool IsQuiet)
{
    /// <summary>Each once, in the order of the links; those that a surer deadlock holds as well are that one's.</summary>
    public ImmutableArray<SiteGroup> Sites { get; init; } =
        [.. Links.SelectMany(link => link.To is { } to ? new[] { link.From.Site, to.Site } : [link.From.Site]).DistinctBy(site => site.Key)];

    /// <summary>Goroutines inside the same code, which wait for other locks: nothing shows that they took this one.</summary>
    public ImmutableArray<Party> Doubtful { get; init; } = [];

    /// <summary>In a service at work only time tells a deadlock from a rush; a circle of addresses tells it at once.</summary>
    public bool IsTold => IsQuiet || IsSettled || this is { Kind: DeadlockKind.Order, Basis: Basis.Address };

    /// <summary>Every lock waiter in it has waited a minute or longer, or since the first moment.</summary>
    public bool IsSettled => Links.All(link => link.From.Lock is null || link.From.IsSettled);

    /// <summary>Shortest printed wait for a lock in it, in minutes.</summary>
    public int Minutes => Links.Where(link => link.From.Lock is not null).Select(link => link.From.Minutes).DefaultIfEmpty(0).Min();
}

/// <summary>One goroutine waits for something, and who may have to do with it.</summary>
/// <param name="To">Who may hold the lock, or should send, receive, signal or call Done; null when nobody is seen.</param>
/// <param name="Basis">What ties the two together.</param>
internal sealed record WaitLink(Party From, Party? To, Basis Basis);
