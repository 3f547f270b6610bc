using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Unpark.Benchmarks;

/// <summary>What do the rules cost? The time a diagnosis takes after the evidence is read, each round in a process of its own.</summary>
/// <remarks>These processes compile while they run, as the program itself does not: the share after reading is an upper bound.</remarks>
internal static class Phases
{
    public const string Name = "rules-1m", Input = "dump-1m.txt";

    private const int Rounds = 7;

    private const double Goal = 0.10;

    /// <summary>Reads and diagnoses one file and prints "reading-ms after-ms".</summary>
    public static void Measure(string file)
    {
        var began = Stopwatch.GetTimestamp();
        using var bytes = new FileStream(file, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        var reading = EvidenceReader.Read(bytes, file);
        var read = Stopwatch.GetElapsedTime(began);
        var report = Diagnosis.Of([reading]);
        var all = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{read.TotalMilliseconds} {(all - read).TotalMilliseconds} {report.Total} {report.Findings.Length}"));
    }

    public static string Table(string file)
    {
        List<double[]> runs = [.. Enumerable.Range(0, Rounds + 1).Select(_ => Run(file)).Skip(1)];
        var table = new StringBuilder();
        table.Append(CultureInfo.InvariantCulture, $"**What the rules cost: a traceback of {runs[0][2]:N0} goroutines, {runs[0][3]} findings** (medians of {Rounds})\n\n");
        table.Append("| reading | diagnosis after it | share | goal |\n|--:|--:|--:|--:|\n");
        table.Append(CultureInfo.InvariantCulture, $"| {Median(runs, 0):0} ms | {Median(runs, 1):0} ms | {Median(runs.Select(run => run[1] / (run[0] + run[1]))):P1} | under {Goal:P0} |\n");
        return table.ToString();
    }

    private static double[] Run(string file)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Name, file]) { RedirectStandardOutput = true })!;
        var line = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. line.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
    }

    private static double Median(List<double[]> runs, int column) => Median(runs.Select(run => run[column]));

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
