using System.Collections.Immutable;
using Unpark.Knowledge.Libraries;
using Unpark.Knowledge.Waits;
using Unpark.Model;

namespace Unpark.Analysis.Sites;

/// <summary>Goroutines of one moment that wait at one line for one kind of thing.</summary>
internal sealed record SiteGroup
{
    /// <summary>So many ids of a site are told.</summary>
    public const int MaxIds = 100;

    private ImmutableArray<GoroutineGroup> _firstIdsOf;
    private ImmutableArray<long> _firstIds;

    public required SiteKey Key { get; init; }

    /// <summary>Null for goroutines without a single frame.</summary>
    public Site? Site { get; init; }

    public required WaitReason State { get; init; }

    /// <summary>The most frequent one, seen through helpers; null where the evidence has none.</summary>
    public Frame? CreatedBy { get; init; }

    /// <summary>The library goroutine it is; null for others, and when a user's frame stands above the library's.</summary>
    public KnownGoroutine? Known { get; init; }

    /// <summary>The user's call into a library that waits there; null when the user's own line does.</summary>
    public LibraryCall? Call { get; init; }

    /// <summary>The goroutine of main.main.</summary>
    public bool IsMain { get; init; }

    /// <summary>There because somebody looks: it writes the evidence.</summary>
    public bool IsObserver { get; init; }

    public required long Count { get; init; }

    /// <summary>How many the runtime proved leaked, by marks or by a leak profile of the same moment.</summary>
    public long Leaked { get; init; }

    /// <summary>Longest wait of all goroutines of the moment, in whole minutes: the program is at least so old. 0 when none is printed.</summary>
    public int ProgramMinutes { get; init; }

    /// <summary>As the reader gave them, largest first; never empty.</summary>
    public required ImmutableArray<GoroutineGroup> Parts { get; init; }

    public WaitKind Kind => Key.Signature.Kind;

    public CallStack Stack => Parts[0].Stack;

    public bool IsUsers => Site is { Library: null };

    /// <summary>Connections on which nothing happens.</summary>
    public bool IsIdle => IdleConnections.Holds(Stack, Kind);

    /// <summary>A test is known to have started some of them.</summary>
    public bool IsOfTest => Parts.Any(part => part.Labels.Any(label => label.Key == TestBinary.TestLabel));

    public string Fingerprint => Key.Signature.Fingerprint;

    /// <summary>Printed waits: shortest and longest in whole minutes, lower bounds; null when none is printed.</summary>
    public (int Min, int Max)? Minutes
    {
        get
        {
            var (min, max) = (int.MaxValue, 0);
            foreach (var part in Parts)
            {
                if (part.Waits.IsEmpty) continue;
                min = Math.Min(min, part.Waits[0].Minutes);
                max = Math.Max(max, part.Waits[^1].Minutes);
            }
            return max == 0 ? null : (min, max);
        }
    }

    /// <summary>How many waited at least so long.</summary>
    public long WaitedFor(int minutes)
    {
        var count = 0L;
        foreach (var part in Parts)
        {
            foreach (var wait in part.Waits) count += wait.Minutes >= minutes ? wait.Count : 0;
        }
        return count;
    }

    /// <summary>As many as a finding tells, smallest first. Many rules look at a site: worked out once.</summary>
    public ImmutableArray<long> FirstIds
    {
        get
        {
            if (_firstIdsOf != Parts) (_firstIdsOf, _firstIds) = (Parts, SmallestIds());
            return _firstIds;
        }
    }

    public IEnumerable<Goroutine> Goroutines
    {
        get
        {
            foreach (var part in Parts)
            {
                foreach (var goroutine in part.Goroutines) yield return goroutine;
            }
        }
    }

    private ImmutableArray<long> SmallestIds()
    {
        var largestFirst = new PriorityQueue<long, long>();
        foreach (var goroutine in Goroutines)
        {
            if (largestFirst.Count < MaxIds) largestFirst.Enqueue(goroutine.Id, -goroutine.Id);
            else if (goroutine.Id < largestFirst.Peek()) largestFirst.EnqueueDequeue(goroutine.Id, -goroutine.Id);
        }
        var ids = new long[largestFirst.Count];
        for (var i = ids.Length - 1; i >= 0; i--) ids[i] = largestFirst.Dequeue();
        return [.. ids];
    }
}
