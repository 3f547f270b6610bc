namespace Unpark.Knowledge.Frames;

/// <summary>What a racing access was made by, as the functions above the user's line tell.</summary>
internal enum RaceOperation
{
    /// <summary>A plain read or write of a variable: nothing stands above the user's line.</summary>
    Plain,

    Map,
    Append,
    Channel,
    Atomic,
    WaitGroup,

    /// <summary>Something else of the standard library, or of another module.</summary>
    Library,
}

/// <summary>Functions that the race detector shows on top of a stack.</summary>
/// <remarks>
/// Source: the calls of <c>racereadpc</c>, <c>racewritepc</c> and <c>racereadrangepc</c> in runtime (map*.go, chan.go, slice.go) and
/// internal/runtime/maps, runtime/race_amd64.s, sync/waitgroup.go; Go 1.19 to 1.27. Reports of all versions are in <c>tests/data</c>.
/// </remarks>
internal static class RaceFunctions
{
    private static readonly (string Prefix, RaceOperation Operation)[] Prefixes =
    [
        ("runtime.map", RaceOperation.Map),
        ("internal/runtime/maps.", RaceOperation.Map), // from 1.24
        ("runtime.growslice", RaceOperation.Append),
        ("runtime.closechan", RaceOperation.Channel),
        ("runtime.chansend", RaceOperation.Channel),
        ("runtime.chanrecv", RaceOperation.Channel),
        ("sync/atomic.", RaceOperation.Atomic),
        ("internal/runtime/atomic.", RaceOperation.Atomic), // from 1.24
        ("sync.(*WaitGroup).", RaceOperation.WaitGroup),
    ];

    /// <param name="function">Of a frame above the user's.</param>
    /// <returns>Null for a frame that tells nothing, as the hooks of the detector itself.</returns>
    public static RaceOperation? Of(string function)
    {
        foreach (var (prefix, operation) in Prefixes)
        {
            if (function.StartsWith(prefix, StringComparison.Ordinal)) return operation;
        }
        if (function.StartsWith("runtime.", StringComparison.Ordinal) || function.StartsWith("internal/race.", StringComparison.Ordinal)) return null;
        return RaceOperation.Library;
    }
}
