namespace Unpark.Benchmarks.Questions;

/// <summary>What does it cost to explain findings by the source of a large package, start-up included?</summary>
internal static class Explaining
{
    public static IEnumerable<Question> All { get; } =
    [
        new("explain", "A dump of 100 stuck goroutines explained by its package of 55,000 lines: the whole command, start-up included (goal: under 300 ms)", ["large.txt"],
            [new("unpark", "unpark", "{0}"), new("unpark, the same dump without source", "unpark", "--path-map", "/=/nowhere", "{0}")],
            []) { Rounds = 11 },
    ];
}
