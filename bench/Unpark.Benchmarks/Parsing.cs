using System.Diagnostics;
using System.Globalization;
using Unpark.GoSyntax;
using Unpark.GoSyntax.Tokens;

namespace Unpark.Benchmarks;

/// <summary>How fast is Go source parsed, beside go/parser? The same files, in memory on both sides, in turn.</summary>
/// <remarks>Both parse everything before they are measured: we inside this process, first rounds thrown away; go/parser in one process a round, warmed up once.</remarks>
internal static class Parsing
{
    public const string Name = "parse-go", Input = "go-source.list";

    private const int WarmUp = 2, Rounds = 9;

    private const double Goal = 0.67;

    /// <param name="list">Names of the files, one a line.</param>
    public static string Table(string list)
    {
        byte[][] sources = [.. System.IO.File.ReadLines(list).Select(System.IO.File.ReadAllBytes)];
        List<(Pass Ours, Pass Theirs)> rounds = [.. Enumerable.Range(0, WarmUp + Rounds).Select(_ => (Measure(sources), AskPeer(list))).Skip(WarmUp)];
        var (ours, theirs) = (MedianOf(rounds.ConvertAll(round => round.Ours)), MedianOf(rounds.ConvertAll(round => round.Theirs)));
        if (ours.Decls != theirs.Decls) throw new InvalidOperationException($"we find {ours.Decls} declarations, go/parser {theirs.Decls}");
        var megabytes = sources.Sum(source => (long)source.Length) / 1e6;
        var ratio = rounds.Select(round => round.Ours.Milliseconds / round.Theirs.Milliseconds).Order().ElementAt(Rounds / 2);
        return string.Create(CultureInfo.InvariantCulture, $"""
            **Go's own source, {sources.Length:N0} files of {megabytes:0} MB, parsed in memory with comments** (medians of {Rounds})

            | parser | time | MB/s | allocated | ours takes of its time | goal |
            |---|--:|--:|--:|--:|--:|
            | **Unpark.GoSyntax** | {ours.Milliseconds:0} ms | {megabytes / ours.Milliseconds * 1000:0} | {ours.Allocated / 1048576.0:N0} MiB |  |  |
            | go/parser, objects not resolved | {theirs.Milliseconds:0} ms | {megabytes / theirs.Milliseconds * 1000:0} | {theirs.Allocated / 1048576.0:N0} MiB | {ratio:0.00} | {Goal:0.00} |

            """);
    }

    // One table of names for all files: they are one program.
    private static Pass Measure(byte[][] sources)
    {
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var began = Stopwatch.GetTimestamp();
        var names = new NameTable();
        var decls = 0;
        foreach (var source in sources)
        {
            var file = GoParser.Parse(source, names);
            if (file.Errors.IsEmpty) decls += file.Decls.Length;
        }
        var took = Stopwatch.GetElapsedTime(began);
        return new(took.TotalMilliseconds, GC.GetTotalAllocatedBytes(precise: true) - allocated, decls);
    }

    // "2140.125 920000000 137852": see generate/cmd/goparse.
    private static Pass AskPeer(string list)
    {
        using var process = Process.Start(new ProcessStartInfo("goparse", [list]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var words = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return new(double.Parse(words[0], CultureInfo.InvariantCulture), long.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture));
    }

    private static Pass MedianOf(List<Pass> passes) => passes.OrderBy(pass => pass.Milliseconds).ElementAt(Rounds / 2);

    private readonly record struct Pass(double Milliseconds, long Allocated, int Decls);
}
