using System.Collections.Immutable;

namespace Unpark.Findings;

/// <summary>Who waits for whom over what, to be drawn beside the words: nodes and edges, laid out by nobody yet.</summary>
/// <param name="Nodes">Goroutines and the objects between them, each once.</param>
/// <param name="Edges">Those that make the deadlock first, in its order.</param>
public sealed record WaitPicture(ImmutableArray<WaitNode> Nodes, ImmutableArray<WaitEdge> Edges)
{
    /// <summary>Several rules may draw one deadlock.</summary>
    public bool Equals(WaitPicture? other) => other is not null && Nodes.SequenceEqual(other.Nodes) && Edges.SequenceEqual(other.Edges);

    public override int GetHashCode() => HashCode.Combine(Nodes.Length, Edges.Length, Nodes.FirstOrDefault());
}

/// <param name="Title">"goroutine 18", "4 goroutines", "lock 0xc0000b4020"</param>
/// <param name="Detail">Of goroutines their place, "locks.go:93"; of objects what they belong to, "main.(*account)"; may be empty.</param>
public sealed record WaitNode(WaitNodeKind Kind, string Title, string Detail)
{
    /// <summary>What goroutines do there, "waits for a mutex"; empty for objects.</summary>
    public string State { get; init; } = "";
}

public enum WaitNodeKind
{
    Goroutine,
    Lock,
    Channel,
    WaitGroup,
    Cond,
}

/// <summary>Somebody waits over an object for somebody.</summary>
/// <param name="From">Index of the goroutine that waits.</param>
/// <param name="Over">Index of the object it waits for.</param>
/// <param name="To">Index of the goroutine that may hold the lock, or should send, receive, signal or call Done; null when nobody is seen.</param>
/// <param name="IsSure">An address ties <paramref name="To"/> to the object; otherwise names do.</param>
public sealed record WaitEdge(int From, int Over, int? To, bool IsSure);
