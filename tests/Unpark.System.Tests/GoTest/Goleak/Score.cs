namespace Unpark.Tests.GoTest.Goleak;

/// <summary>What a run said of the goroutines of a module, beside what its marks say.</summary>
/// <param name="Found">Goroutines left behind that it complains of.</param>
/// <param name="Named">Of these, with the test function that started them.</param>
/// <param name="Misnamed">How often it names a test that did not start them.</param>
/// <param name="Connections">Goroutines of connections it complains of, which are idle or end with what is found.</param>
/// <param name="Innocent">Others it complains of.</param>
internal sealed record Score(long Found, long Named, long Misnamed, long Connections, long Innocent)
{
    public static Score Of(IReadOnlyList<LeftMark> marks, IReadOnlyList<Blame> blames)
    {
        var at = blames.ToLookup(blame => (blame.Package, blame.Place));
        var places = marks.GroupBy(mark => (mark.Package, mark.Place)).Select(same => At([.. same], [.. at[same.Key]])).ToList();
        var expected = marks.Select(mark => (mark.Package, mark.Place)).ToHashSet();
        return new(
            places.Sum(place => place.Found),
            places.Sum(place => place.Named),
            places.Sum(place => place.Misnamed),
            places.Sum(place => place.Connections),
            places.Sum(place => place.Innocent) + blames.Where(blame => !expected.Contains((blame.Package, blame.Place))).DistinctBy(blame => (blame.Package, blame.Goroutine)).Count());
    }

    private static Score At(IReadOnlyList<LeftMark> marks, IReadOnlyList<Blame> blames)
    {
        var goroutines = blames.Select(blame => blame.Goroutine).Distinct().Count();
        var left = marks.Where(mark => !mark.IsNote).Sum(mark => mark.Count);
        var found = Math.Min(left, goroutines);
        var named = marks.Where(mark => !mark.IsNote).GroupBy(FunctionOf).Sum(same => Math.Min(same.Sum(mark => mark.Count), blames.Count(blame => Names(blame, same.Key))));
        return marks.Any(mark => mark.IsNote)
            ? new(found, named, 0, goroutines - found, 0)
            : new(found, named, blames.Count(blame => blame.Test is not null) - named, 0, goroutines - found);
    }

    // "?": any test that a run names is taken for right.
    private static bool Names(Blame blame, string function) => blame.Test is { } test && (function == "?" || test.Split('/')[0] == function);

    private static string FunctionOf(LeftMark mark) => mark.Test.TrimStart('~').Split('/')[0];
}
