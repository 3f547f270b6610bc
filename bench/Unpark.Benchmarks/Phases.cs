using System.Diagnostics;
using System.Globalization;

namespace Unpark.Benchmarks;

/// <summary>What do the rules cost? The time a diagnosis takes after the evidence is read.</summary>
/// <remarks>
/// Measured inside one process, the first rounds thrown away: the program itself comes compiled, and this one compiles while it runs.
/// </remarks>
internal static class Phases
{
    public const string Name = "rules-1m", Input = "dump-1m.txt";

    private const int WarmUp = 3, Rounds = 7;

    private const double Goal = 0.10;

    public static string Table(string file)
    {
        List<Round> rounds = [.. Enumerable.Range(0, WarmUp + Rounds).Select(_ => Measure(file)).Skip(WarmUp)];
        return string.Create(CultureInfo.InvariantCulture, $"""
            **What the rules cost: a traceback of {rounds[0].Goroutines:N0} goroutines, {rounds[0].Findings} findings** (medians of {Rounds})

            | reading | diagnosis after it | share | goal |
            |--:|--:|--:|--:|
            | {Median(rounds.Select(round => round.Reading)):0} ms | {Median(rounds.Select(round => round.After)):0} ms | {Median(rounds.Select(round => round.After / (round.Reading + round.After))):P1} | under {Goal:P0} |

            """);
    }

    private static Round Measure(string file)
    {
        GC.Collect();
        var began = Stopwatch.GetTimestamp();
        using var bytes = new FileStream(file, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        var reading = EvidenceReader.Read(bytes, file);
        var read = Stopwatch.GetElapsedTime(began);
        var report = Diagnosis.Of([reading]);
        var all = Stopwatch.GetElapsedTime(began);
        return new(read.TotalMilliseconds, (all - read).TotalMilliseconds, report.Total, report.Findings.Length);
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);

    private sealed record Round(double Reading, double After, long Goroutines, int Findings);
}
