using System.Collections.Immutable;
using Unpark.Model;

namespace Unpark.Findings;

/// <summary>One thing that is wrong, where, how sure, why, and what to change.</summary>
public sealed record Finding
{
    private readonly FindingClass? _class;

    public required RuleDoc Rule { get; init; }

    /// <summary>The rule's, unless the rule covers several and the finding knows better.</summary>
    public FindingClass Class
    {
        get => _class ?? Rule.Class;
        init => _class = value;
    }

    /// <summary>One sentence with the figures: "20 goroutines wait to send at order.go:52".</summary>
    public required string Title { get; init; }

    public required Confidence Confidence { get; init; }

    public required Level Level { get; init; }

    /// <summary>How many goroutines it concerns; of a race, how many reports show it.</summary>
    public long Count { get; init; }

    public WaitReason? State { get; init; }

    public Site? Site { get; init; }

    /// <summary>Where they are started, seen through helpers such as <c>errgroup.(*Group).Go</c>.</summary>
    public Frame? CreatedBy { get; init; }

    public CallStack Stack { get; init; } = CallStack.Empty;

    /// <summary>Ids, smallest first, at most a hundred.</summary>
    public ImmutableArray<long> Goroutines { get; init; } = [];

    /// <summary>The tests that started them; empty outside of tests, and where nothing says.</summary>
    public ImmutableArray<TestOrigin> Tests { get; init; } = [];

    /// <summary>Printed waits, in whole minutes, lower bounds.</summary>
    public Age? Age { get; init; }

    /// <summary>What the ages say of how they came there; null where ages say nothing.</summary>
    public AgePattern? Ages { get; init; }

    public Growth? Growth { get; init; }

    /// <summary>The steps that led here, in order: what was seen, and what of it decided.</summary>
    public required ImmutableArray<string> Because { get; init; }

    /// <summary>Innocent explanations, each with why it does not hold: "a rush that passes: the same 20 ids in both tracebacks".</summary>
    public ImmutableArray<string> RuledOut { get; init; } = [];

    /// <summary>What this evidence cannot tell, each with what to take to learn it: "since when: a profile carries no waits; take --traceback".</summary>
    public ImmutableArray<string> Unknown { get; init; } = [];

    /// <summary>What they hold; null when nothing can be said of it.</summary>
    public Cost? Cost { get; init; }

    /// <summary>Who waits for whom, one and the same object in each finding of one deadlock; null where there is nothing to draw.</summary>
    public WaitPicture? Picture { get; init; }

    /// <summary>Why, as the source tells it; null where there is no source, or where it tells nothing.</summary>
    public Cause? Cause { get; init; }

    /// <summary>What to change, for this finding.</summary>
    public required string Fix { get; init; }

    /// <summary>The change itself; null where none is safe.</summary>
    public Patch? Patch { get; init; }

    /// <summary>Why there is no patch although the source is at hand: "which of two locks comes first is for you to say"; null with a patch, and where nobody looked.</summary>
    public string? NoPatch { get; init; }

    /// <summary>The source around the site and the cause; empty without source.</summary>
    public ImmutableArray<SourceExcerpt> Excerpts { get; init; } = [];

    /// <summary>The same for the same fault after lines moved, closures were renumbered or the program was built again.</summary>
    public required string Fingerprint { get; init; }
}

/// <summary>Shortest and longest printed wait, in whole minutes.</summary>
public sealed record Age(int MinMinutes, int MaxMinutes);

/// <summary>How many goroutines a test left.</summary>
/// <param name="Package">Import path; empty when unknown.</param>
/// <param name="Name">"TestFetch/slow", with go test's own spelling; null when a test started them and nothing says which.</param>
/// <param name="Sure">False: only where their code stands tells the test, and it may have been a subtest of it.</param>
public sealed record TestOrigin(string Package, string? Name, long Count, bool Sure = true)
{
    /// <summary>Whether it does so, too, when nothing else runs; null when nobody tried.</summary>
    public bool? Alone { get; init; }
}

/// <summary>Memory that goroutines hold, estimated.</summary>
/// <param name="Basis">What the estimate rests on: "stacks of at least 2 KiB, by their depth".</param>
public sealed record Cost(long Bytes, string Basis);

/// <summary>Change of a count over a series of snapshots.</summary>
/// <param name="PerHour">Null when the evidence has no times.</param>
/// <param name="PValue">Null when there are too few snapshots for one.</param>
public sealed record Growth(double? PerHour, double? PValue, long From, long To)
{
    /// <summary>In 95 of 100 cases the true rate is no lower; null where <see cref="PerHour"/> is.</summary>
    public double? Low { get; init; }

    /// <summary>In 95 of 100 cases the true rate is no higher; null where <see cref="PerHour"/> is.</summary>
    public double? High { get; init; }
}
