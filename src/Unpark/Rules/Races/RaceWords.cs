using Unpark.Analysis;
using Unpark.Knowledge.Frames;

namespace Unpark.Rules.Races;

/// <summary>What the findings about races say.</summary>
internal static class RaceWords
{
    /// <summary>"write at store.go:41 races with read at store.go:57"</summary>
    public static string Title(RaceSide one, RaceSide other) =>
        one.Place == other.Place && one.Frame is not null
            ? $"{Place(one)} races with itself: {(one.Reads || other.Reads ? "it reads and writes" : "it writes")} the same memory in several goroutines"
            : $"{Access(one)} at {Place(one)} races with {Access(other)} at {Place(other)}";

    public static IEnumerable<string> Reasons(RacePair pair, RaceSide one, RaceSide other)
    {
        yield return $"the race detector saw both accesses to {Memory(pair)}, and nothing that orders them";
        yield return Sentence(one);
        yield return Sentence(other);
        if (What(one, other) is { } what) yield return what;
        if (pair.Races.Length > 1) yield return $"{Words.Count(pair.Races.Length, "report")} show this pair of lines";
    }

    public static string Place(RaceSide side) => side.Frame is null ? "a place the detector could not restore" : Words.Place(side.Frame);

    private static string Memory(RacePair pair)
    {
        var first = pair.Races[0];
        var address = $"0x{first.Access.Address:x}";
        return first.Location is { } location ? $"{char.ToLowerInvariant(location.Description[0])}{location.Description[1..]} at {address}" : address;
    }

    private static string Access(RaceSide side) => side switch
    {
        { Operation: RaceOperation.Atomic, Write: true } => "atomic write",
        { Operation: RaceOperation.Atomic } => "atomic read",
        { Write: true } => "write",
        _ => "read",
    };

    // "it writes at store.go:41 (main.put, through runtime.mapassign_faststr) in a goroutine started at main.go:12"
    private static string Sentence(RaceSide side)
    {
        if (side.Frame is not { } frame) return $"the {Access(side)} is by {Who(side)}, whose stack the detector could not restore: GORACE=history_size=7 makes it remember more";
        var through = side.Above is null ? "" : $", through {GoFunctionName.Short(side.Above.Function)}";
        return $"the {Access(side)} at {Place(side)} is in {GoFunctionName.Short(frame.Function)}{through}, by {Who(side)}";
    }

    private static string Who(RaceSide side) => side switch
    {
        { IsMain: true } => "the main goroutine",
        { CreatedAt: { } created } => $"a goroutine started at {Words.Place(created)}",
        _ => "another goroutine",
    };

    private static string? What(RaceSide one, RaceSide other) => RaceAdvice.SharedOf(one, other) switch
    {
        Shared.Map => "the memory is a map: its operations stand on top of the stacks, and maps are not safe for concurrent use",
        Shared.Slice => "the memory is a slice that grows by append",
        Shared.Channel => "one side closes the channel that the other uses",
        Shared.HalfAtomic => "one side is atomic and the other is not: an atomic orders only accesses that are all atomic",
        Shared.WaitGroup => "Add and Wait of one WaitGroup run at the same time",
        Shared.LibraryType => "both go through methods of the same library type",
        _ => null,
    };
}
