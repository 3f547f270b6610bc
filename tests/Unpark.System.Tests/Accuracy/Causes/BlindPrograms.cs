namespace Unpark.Tests.Accuracy.Causes;

/// <summary>
/// Programs in the shape of real services and libraries, each stuck in one way, with what it left behind beside its source: tests/fixtures/blind.
/// `tests/fixtures/blind/record` records it anew.
/// </summary>
internal static class BlindPrograms
{
    private static readonly string Sources = Path.Combine(TestData.Root, "tests", "fixtures", "blind");

    /// <summary>Of each program what is said of its worst finding with a cause.</summary>
    public static IReadOnlyList<CauseVerdict> Verdicts { get; } =
        [.. Directory.GetDirectories(Sources).Order(StringComparer.Ordinal).Select(folder => new CauseVerdict(Path.GetFileName(folder), CauseMark.Of(folder), WorstOf(folder)))];

    private static Said? WorstOf(string folder)
    {
        var said = Said.Of([Path.Combine(folder, "evidence.txt")], "--src", Sources);
        return said.FirstOrDefault(finding => finding.Cause is not null) ?? (said is [var first, ..] ? first : null);
    }
}
