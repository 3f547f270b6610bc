using System.Globalization;
using System.Text;

namespace Unpark.Tests.Daemons;

/// <summary>One daemon that was watched for long, and what is said of its evidence now.</summary>
/// <param name="Name">With the Go version that built it: "caddy go1.26.3".</param>
internal sealed record DaemonWatch(string Name, int Minutes, int Answered, IReadOnlyList<string> Kinds, IReadOnlyList<DaemonVerdict> Verdicts)
{
    public const string Summary = "minutes-answered-failed.txt";

    public static DaemonWatch Read(string folder)
    {
        var evidence = new DaemonEvidence(folder);
        int[] summary = [.. File.ReadAllText(Path.Combine(folder, Summary)).Split(' ').Select(word => int.Parse(word, CultureInfo.InvariantCulture))];
        return new(Path.GetFileName(folder), summary[0], summary[1], [.. evidence.Kinds], [.. DaemonVerdict.Of(evidence)]);
    }

    /// <summary>"go1.24.4", as the executable says.</summary>
    public static string GoVersionOf(string program) => Command.Run(GoToolchain.Newest.Go, ["version", program]).Split(' ')[1].Trim();

    public static string Table(IReadOnlyList<DaemonWatch> watches)
    {
        var page = new StringBuilder();
        page.Append("| daemon | minutes | load | goroutines | evidence | judged singly | in series | above a note | notes |\n|---|--:|--:|--:|---|--:|--:|--:|---|\n");
        foreach (var watch in watches) page.Append(watch.Row());
        var judged = watches.SelectMany(watch => watch.Verdicts).ToList();
        page.Append(CultureInfo.InvariantCulture, $"\nIn sum {judged.Count:N0} answers about {watches.Count} daemons: {judged.Count(verdict => verdict.AboveNote.Any())} with a finding above a note.\n");
        return page.ToString();
    }

    private string Row()
    {
        var counted = Verdicts.Where(verdict => !verdict.Way.StartsWith("leak", StringComparison.Ordinal)).Select(verdict => verdict.Goroutines).ToList();
        var notes = Verdicts.SelectMany(verdict => verdict.Findings.Except(verdict.AboveNote)).Select(line => line.Split(' ')[2].TrimEnd(':')).CountBy(rule => rule).OrderBy(rule => rule.Key, StringComparer.Ordinal);
        return string.Create(CultureInfo.InvariantCulture, $"| {Name} | {Minutes} | {Answered:N0} | {counted.Min():N0} to {counted.Max():N0} | {string.Join(", ", Kinds)} | {Verdicts.Count(verdict => verdict.Files == 1):N0} | {Verdicts.Count(verdict => verdict.Files > 1)} | {Verdicts.Sum(verdict => verdict.AboveNote.Count())} | {string.Join(", ", notes.Select(rule => $"{rule.Key} {rule.Value}x"))} |\n");
    }
}
