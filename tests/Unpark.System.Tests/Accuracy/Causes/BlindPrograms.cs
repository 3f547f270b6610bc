using System.Collections.Concurrent;

namespace Unpark.Tests.Accuracy.Causes;

/// <summary>
/// Programs in the shape of real services and libraries, each stuck in one way, with what it left behind beside its source: a folder a round in
/// tests/fixtures/blind. `record` beside them records a round anew.
/// </summary>
internal static class BlindPrograms
{
    private static readonly string Rounds = Path.Combine(TestData.Root, "tests", "fixtures", "blind");

    private static readonly ConcurrentDictionary<string, IReadOnlyList<CauseVerdict>> Judged = new(StringComparer.Ordinal);

    /// <summary>Of each program what is said of its worst finding with a cause.</summary>
    public static IReadOnlyList<CauseVerdict> Of(string round) => Judged.GetOrAdd(round, _ =>
    {
        var sources = Path.Combine(Rounds, round);
        return [.. Directory.GetDirectories(sources).Order(StringComparer.Ordinal).Select(folder => new CauseVerdict(Path.GetFileName(folder), CauseMark.Of(folder), WorstOf(folder, sources)))];
    });

    private static Said? WorstOf(string folder, string sources)
    {
        var said = Said.Of([Directory.GetFiles(folder, "evidence.*").Single()], "--src", sources);
        return said.FirstOrDefault(finding => finding.Cause is not null) ?? (said is [var first, ..] ? first : null);
    }
}
