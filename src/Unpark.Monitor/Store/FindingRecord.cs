using Unpark.Findings;

namespace Unpark.Monitor.Store;

/// <summary>One fault of one service and its life.</summary>
public sealed record FindingRecord
{
    public required string Service { get; init; }

    /// <summary>The finding's: the same in every build.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>"UP6001"</summary>
    public required string Rule { get; init; }

    public required string Title { get; init; }

    /// <summary>On which instances, in a sentence: "1 of 200 instances: ...".</summary>
    public required string Spread { get; init; }

    public required Confidence Confidence { get; init; }

    public required Level Level { get; init; }

    /// <summary>Function of the site; empty when unknown.</summary>
    public string Function { get; init; } = "";

    /// <summary>"/app/order.go:52" of the site; empty when unknown.</summary>
    public string Place { get; init; } = "";

    /// <summary>Goroutines on all instances.</summary>
    public required long Count { get; init; }

    /// <summary>The highest <see cref="Count"/> since it appeared.</summary>
    public required long Peak { get; init; }

    /// <summary>How many more an hour on all instances; null where nothing tells.</summary>
    public double? PerHour { get; init; }

    /// <summary>How many instances have it.</summary>
    public required int Instances { get; init; }

    /// <summary>How many instances the service has.</summary>
    public required int InstancesOfService { get; init; }

    public required DateTimeOffset FirstSeen { get; init; }

    public required DateTimeOffset LastSeen { get; init; }

    /// <summary>Since when it is gone; null while it is there.</summary>
    public DateTimeOffset? GoneSince { get; init; }

    /// <summary>How often it came back after it was gone.</summary>
    public int Returns { get; init; }

    /// <summary>Whether the latest deployment helped; null before one, and while it is too early to tell.</summary>
    public Outcome? AfterDeployment { get; init; }

    /// <summary>The finding of the worst instance as in the JSON report: stack, reasons, fix.</summary>
    public required string Json { get; init; }

    public bool IsThere => GoneSince is null;
}
