using System.Globalization;
using System.Text;

namespace Unpark.Benchmarks;

/// <summary>A question's runs as a Markdown table: medians, and the median of the ratios taken pair by pair.</summary>
internal static class ResultTable
{
    public static string Of(Question question, IReadOnlyList<(Contestant Contestant, Run[] Runs)> runs)
    {
        var ours = runs[0].Runs;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"**{question.Title}** (medians of {question.Rounds})\n\n");
        text.Append("| command | wall | CPU | peak memory | ours takes of its time | goal |\n|---|--:|--:|--:|--:|--:|\n");
        foreach (var (contestant, its) in runs)
        {
            var ratio = Median(ours.Zip(its, (our, other) => our.Wall / other.Wall));
            var isOurs = question.Ours.Contains(contestant);
            text.Append(CultureInfo.InvariantCulture, $"| {(isOurs ? $"**{contestant.Name}**" : contestant.Name)} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Time(Median(its.Select(run => run.Wall.TotalSeconds)))} | {Time(Median(its.Select(run => run.Cpu.TotalSeconds)))} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Median(its.Select(run => run.PeakBytes / 1048576.0)):N0} MiB ");
            text.Append(CultureInfo.InvariantCulture, $"| {(isOurs ? "" : Ratio(ratio))} | {(contestant.Goal is { } goal ? Ratio(goal) : "")} |\n");
        }
        return text.ToString();
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private static string Time(double seconds) => seconds < 1
        ? FormattableString.Invariant($"{seconds * 1000:0} ms")
        : FormattableString.Invariant($"{seconds:0.00} s");

    // "1/84" reads better than 0.0119.
    private static string Ratio(double ratio) => ratio < 0.5
        ? FormattableString.Invariant($"1/{1 / ratio:0.#}")
        : FormattableString.Invariant($"{ratio:0.00}");
}
