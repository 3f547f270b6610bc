namespace Unpark.Tests.Accuracy.Causes;

/// <summary>
/// Programs in the shape of real services and libraries, each stuck in one way, with what it left behind beside its source: tests/fixtures/blind,
/// blind-second and blind-third. `record` beside them records it anew.
/// </summary>
internal static class BlindPrograms
{
    public static IReadOnlyList<CauseVerdict> Verdicts { get; } = Of("blind");

    public static IReadOnlyList<CauseVerdict> OfSecondRound { get; } = Of("blind-second");

    public static IReadOnlyList<CauseVerdict> OfThirdRound { get; } = Of("blind-third");

    // Of each program what is said of its worst finding with a cause.
    private static IReadOnlyList<CauseVerdict> Of(string round)
    {
        var sources = Path.Combine(TestData.Root, "tests", "fixtures", round);
        return [.. Directory.GetDirectories(sources).Order(StringComparer.Ordinal).Select(folder => new CauseVerdict(Path.GetFileName(folder), CauseMark.Of(folder), WorstOf(folder, sources)))];
    }

    private static Said? WorstOf(string folder, string sources)
    {
        var said = Said.Of([Directory.GetFiles(folder, "evidence.*").Single()], "--src", sources);
        return said.FirstOrDefault(finding => finding.Cause is not null) ?? (said is [var first, ..] ? first : null);
    }
}
