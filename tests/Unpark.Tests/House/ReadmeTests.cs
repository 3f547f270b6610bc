using System.Text;
using Unpark.Rendering.Terminal;

namespace Unpark.Tests.House;

/// <summary>What the README and other pages show was measured and printed, not typed. <c>UPDATE_EXPECTED=1</c> cuts it anew.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = Path.Combine(TestData.Root, "README.md"), Page = Path.Combine(TestData.Root, "docs", "page.md");

    private static readonly string Results = Directory.GetDirectories(Path.Combine(TestData.Root, "bench", "results")).Order(StringComparer.Ordinal).First();

    private static readonly string[] Tables =
        ["environment", "traceback-100k", "traceback-1m", "profile-top", "profile-traces", "profile-diff", "profile-text", "profile-heap", "profile-ordinary", "live-100000"];

    [Fact]
    public void The_benchmark_tables_are_those_of_the_committed_results() =>
        Check(Readme, "bench", string.Join('\n', Tables.Select(table => File.ReadAllText(Path.Combine(Results, table + ".md")))));

    [Theory]
    [InlineData("page-load")]
    [InlineData("page-snapshot")]
    public void The_figures_of_the_page_are_those_of_the_committed_results(string table) =>
        Check(Page, table, File.ReadAllText(Path.Combine(Results, table + ".md")));

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
        Check(Readme, "demo", Indented(text.ToString()));
    }

    private static void Check(string file, string block, string expected)
    {
        var text = File.ReadAllText(file);
        var (start, end) = ($"<!-- {block} -->\n", "<!-- end -->");
        var from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        var to = text.IndexOf(end, from, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1")
        {
            File.WriteAllText(file, text[..from] + expected + text[to..]);
            return;
        }
        Assert.Equal(expected, text[from..to]);
    }

    private static string Indented(string text)
    {
        var block = new StringBuilder();
        foreach (var line in text.TrimEnd('\n').Split('\n')) block.Append(line.Length == 0 ? "" : "    ").Append(line).Append('\n');
        return block.ToString();
    }
}
