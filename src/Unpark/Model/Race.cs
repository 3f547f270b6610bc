using System.Collections.Immutable;

namespace Unpark.Model;

/// <summary>One report of the race detector.</summary>
/// <param name="Access">The access that was noticed.</param>
/// <param name="Previous">The older access it collided with ("Previous write ..."); more than one in rare reports.</param>
/// <param name="Creators">Where the goroutines of the accesses were created; the main goroutine has none.</param>
/// <param name="Line">1-based line of the text where the report begins.</param>
/// <remarks>The goroutine numbers are the detector's own, not the runtime's: they cannot be joined with dumps.</remarks>
public sealed record Race(RaceAccess Access, ImmutableArray<RaceAccess> Previous, ImmutableArray<RaceCreator> Creators, long Line)
{
    /// <summary>"Heap block of size 8 at ... allocated by ...": printed by some versions.</summary>
    public string? Location { get; init; }
}

/// <param name="Write">A write; otherwise a read.</param>
/// <param name="Address">Of the memory accessed.</param>
/// <param name="Goroutine">The detector's number; 0 is the main goroutine.</param>
/// <param name="Stack">Empty when the detector could not restore it.</param>
public sealed record RaceAccess(bool Write, ulong Address, long Goroutine, CallStack Stack);

/// <param name="Finished">The goroutine had ended when the race was noticed.</param>
public sealed record RaceCreator(long Goroutine, bool Finished, CallStack Stack);
