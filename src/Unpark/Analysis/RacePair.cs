using System.Collections.Immutable;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Model;

namespace Unpark.Analysis;

/// <summary>Two places that race with each other, and every report that shows them.</summary>
internal sealed record RacePair(RaceSide First, RaceSide Second, ImmutableArray<Race> Races)
{
    /// <summary>Places in an order that does not depend on which access the detector noticed first.</summary>
    public static IEnumerable<RacePair> Of(IEnumerable<Race> races, SiteFinder finder) =>
        from race in races
        where !race.Previous.IsEmpty
        let sides = Ordered(RaceSide.Of(race, race.Access, finder), RaceSide.Of(race, race.Previous[0], finder))
        group (race, sides) by (sides.First.Place, sides.Second.Place) into same
        select new RacePair(Best(same.Select(one => one.sides.First)), Best(same.Select(one => one.sides.Second)), [.. same.Select(one => one.race)]);

    public string FingerprintText => $"{First.FingerprintText}\n{Second.FingerprintText}";

    private static (RaceSide First, RaceSide Second) Ordered(RaceSide one, RaceSide other) =>
        IsBefore(one.Frame, other.Frame) ? (one, other) : (other, one);

    private static bool IsBefore(Frame? one, Frame? other)
    {
        if (one is null || other is null) return other is null;
        var files = string.CompareOrdinal(one.File, other.File);
        if (files != 0) return files < 0;
        return one.Line != other.Line ? one.Line < other.Line : string.CompareOrdinal(one.Function, other.Function) <= 0;
    }

    // Of several reports, the one that says most: an append shows as growslice only when the array had to grow.
    private static RaceSide Best(IEnumerable<RaceSide> sides)
    {
        var all = sides.ToList();
        var best = all.FirstOrDefault(side => side.Operation != RaceOperation.Plain) ?? all[0];
        return best with { Write = all.Exists(side => side.Write), Reads = all.Exists(side => side.Reads) };
    }
}

/// <summary>One of the two places of a race.</summary>
/// <param name="Frame">The user's line, else the leaf; null when the detector could not restore the stack.</param>
/// <param name="Write">It was seen to write.</param>
/// <param name="Reads">It was seen to read; a place can do both.</param>
/// <param name="Above">The function that the user's line called; null for a plain access.</param>
/// <param name="CreatedAt">Where the goroutine was created; null for the main goroutine.</param>
internal sealed record RaceSide(Site? Site, Frame? Frame, bool Write, bool Reads, RaceOperation Operation, Frame? Above, Frame? CreatedAt, RaceAccess Access)
{
    public bool IsMain => Access.Goroutine == 0;

    public string Place => Frame?.ToString() ?? "";

    /// <summary>Without what changes when lines move or closures are renumbered.</summary>
    public string FingerprintText => Frame is null ? "" : $"{GoFunctionName.Parse(Frame.Function).Outer} {Frame.File[(Frame.File.LastIndexOf('/') + 1)..]}";

    public static RaceSide Of(Race race, RaceAccess access, SiteFinder finder)
    {
        var site = finder.Find(access.Stack).Site;
        var above = access.Stack.Frames.TakeWhile(frame => !frame.Equals(site?.Frame)).ToList();
        var telling = above.Find(frame => RaceFunctions.Of(frame.Function) is not null);
        var creator = race.CreatorOf(access)?.Stack;
        return new(
            site,
            site?.Frame,
            access.Write,
            !access.Write,
            telling is null ? RaceOperation.Plain : RaceFunctions.Of(telling.Function)!.Value,
            above.Count == 0 ? null : above[^1],
            creator is null ? null : finder.Find(creator).Site?.Frame,
            access);
    }
}
