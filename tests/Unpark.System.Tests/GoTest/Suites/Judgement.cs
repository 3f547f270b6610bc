namespace Unpark.Tests.GoTest.Suites;

/// <summary>What a reader of the tests' code says of one finding: a line of judgements.tsv.</summary>
/// <param name="Verdict">"left", "left on purpose" or "false alarm".</param>
internal sealed record Judgement(string Verdict, string Why)
{
    /// <summary>By suite and function of the place.</summary>
    public static IReadOnlyDictionary<(string Suite, string Function), Judgement> All() =>
        File.ReadLines(Path.Combine(TestData.Root, "tests", "Unpark.System.Tests", "GoTest", "Suites", "judgements.tsv"))
            .Select(line => line.Split('\t'))
            .ToDictionary(cells => (cells[0], cells[1]), cells => new Judgement(cells[2], cells[3]));
}
