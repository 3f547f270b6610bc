using System.Collections.Immutable;

namespace Unpark.Model;

/// <summary>
/// One program at one moment: one snapshot, or several taken together (profile, traceback, leak profile) that describe the same goroutines.
/// A diagnosis looks at one moment or at a series of them in time order.
/// </summary>
public sealed record Moment(ImmutableArray<Snapshot> Snapshots)
{
    /// <summary>Of several, the time of the first.</summary>
    public DateTimeOffset? TakenAt => Snapshots.Select(snapshot => snapshot.TakenAt).FirstOrDefault(time => time is not null);

    /// <summary>What the program itself counts (<c>runtime.NumGoroutine</c>, from the index page); null when nobody asked.</summary>
    public long? CountedByProgram { get; init; }
}
