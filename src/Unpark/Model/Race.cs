using System.Collections.Immutable;

namespace Unpark.Model;

/// <summary>One report of the race detector.</summary>
/// <param name="Access">The access that was noticed.</param>
/// <param name="Previous">The older access it collided with ("Previous write ..."); more than one in rare reports, none in a cut one.</param>
/// <param name="Creators">Where the goroutines of the accesses were created; the main goroutine has none.</param>
/// <param name="Line">1-based line of the text with "WARNING: DATA RACE".</param>
/// <remarks>The goroutine numbers are the detector's own, not the runtime's: they cannot be joined with dumps.</remarks>
public sealed record Race(RaceAccess Access, ImmutableArray<RaceAccess> Previous, ImmutableArray<RaceCreator> Creators, long Line)
{
    /// <summary>What the memory is; null where the detector does not say, which is nearly always.</summary>
    public RaceLocation? Location { get; init; }

    /// <summary>Where the goroutine of an access was created; null for the main goroutine, and where the report does not say.</summary>
    public RaceCreator? CreatorOf(RaceAccess access) =>
        Creators.FirstOrDefault(creator => creator.Goroutine == access.Goroutine);
}

/// <param name="Write">A write; otherwise a read.</param>
/// <param name="Address">Of the memory accessed.</param>
/// <param name="Goroutine">The detector's number; 0 is the main goroutine.</param>
/// <param name="Stack">Empty when the detector could not restore it.</param>
public sealed record RaceAccess(bool Write, ulong Address, long Goroutine, CallStack Stack);

/// <param name="Finished">The goroutine had ended when the race was noticed.</param>
public sealed record RaceCreator(long Goroutine, bool Finished, CallStack Stack);

/// <summary>What the racing memory is.</summary>
/// <param name="Description">As printed, without address and colon: "Heap block of size 48", "Global var main.total of size 8".</param>
/// <param name="Declared">Where a global variable is declared; null for a heap block.</param>
/// <param name="AllocatedAt">Where a heap block was allocated; empty for a global variable.</param>
public sealed record RaceLocation(string Description, Frame? Declared, CallStack AllocatedAt);
