using System.Text.Json;
using Unpark.Tests.Cli;

namespace Unpark.Tests.Daemons;

/// <summary>What the program says of some files of a daemon that is well.</summary>
/// <param name="Way">"traceback", "traceback in series".</param>
/// <param name="Goroutines">In the last moment.</param>
/// <param name="Findings">One line each: "warning suspected UP6001: 12 goroutines ...".</param>
internal sealed record DaemonVerdict(string Way, int Files, long Goroutines, IReadOnlyList<string> Findings)
{
    public IEnumerable<string> AboveNote => Findings.Where(finding => !finding.StartsWith("note", StringComparison.Ordinal) || finding.Contains(" likely ", StringComparison.Ordinal));

    private const int Window = 10;

    /// <summary>Each file by itself, the files of each kind as a series, and of a long one each window of ten after the first ten, while clients still come.</summary>
    public static IEnumerable<DaemonVerdict> Of(DaemonEvidence evidence)
    {
        foreach (var kind in evidence.Kinds)
        {
            var files = evidence.Of(kind);
            foreach (var file in files) yield return Of(kind, [file]);
            if (files.Count > 1) yield return Of($"{kind} in series", files);
            foreach (var window in files.Skip(Window).Chunk(Window).Where(window => window.Length == Window)) yield return Of($"{kind} in a window", window);
        }
    }

    private static DaemonVerdict Of(string way, IReadOnlyList<string> files)
    {
        var run = CliRun.Of([.. files, "--format", "json", "--fail-on", "never"]);
        Assert.True(run.Code == 0, $"{way} of {files[0]}: {run.Error}");
        using var answer = JsonDocument.Parse(run.Output);
        var root = answer.RootElement;
        return new(way, files.Count, root.GetProperty("goroutines").GetProperty("total").GetInt64(), [.. root.GetProperty("findings").EnumerateArray().Select(Line)]);
    }

    private static string Line(JsonElement finding) =>
        $"{Text(finding, "level")} {Text(finding, "confidence")} {Text(finding, "rule")}: {Text(finding, "title")}";

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
