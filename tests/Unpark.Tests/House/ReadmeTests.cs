using System.Text;
using Unpark.Rendering.Terminal;

namespace Unpark.Tests.House;

/// <summary>What the README shows was measured and printed, not typed. <c>UPDATE_EXPECTED=1</c> cuts it anew.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = Path.Combine(TestData.Root, "README.md");

    private static readonly string[] Tables =
        ["environment", "traceback-100k", "traceback-1m", "profile-top", "profile-traces", "profile-diff", "profile-text", "profile-heap", "profile-ordinary", "live-100000"];

    [Fact]
    public void The_benchmark_tables_are_those_of_the_committed_results()
    {
        var results = Directory.GetDirectories(Path.Combine(TestData.Root, "bench", "results")).Order(StringComparer.Ordinal).First();
        Check("bench", string.Join('\n', Tables.Select(table => File.ReadAllText(Path.Combine(results, table + ".md")))));
    }

    [Fact]
    public void The_report_is_what_the_recorded_demo_gives()
    {
        var folder = Path.Combine(TestData.Root, "samples", "orders", "recorded", "go1.27.4", "leaking");
        var readings = Directory.GetFiles(folder, "*.gz").Order(StringComparer.Ordinal).Select(file =>
        {
            using var stream = File.OpenRead(file);
            return EvidenceReader.Read(stream, Path.GetFileName(file));
        });
        using var text = new StringWriter();
        ReportText.Write(Diagnosis.Of([.. readings]), text, new TextStyle(Width: 116));
        Check("demo", Indented(text.ToString()));
    }

    private static void Check(string block, string expected)
    {
        var readme = File.ReadAllText(Readme);
        var (start, end) = ($"<!-- {block} -->\n", "<!-- end -->");
        var from = readme.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = readme.IndexOf(end, from, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            File.WriteAllText(Readme, readme[..from] + expected + readme[to..]);
            return;
        }
        Assert.Equal(expected, readme[from..to]);
    }

    private static string Indented(string text)
    {
        var block = new StringBuilder();
        foreach (var line in text.TrimEnd('\n').Split('\n')) block.Append(line.Length == 0 ? "" : "    ").Append(line).Append('\n');
        return block.ToString();
    }
}
