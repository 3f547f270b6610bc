using System.Text;
using System.Text.Json;
using Unpark.Findings;
using Unpark.Findings.Baselines;
using Unpark.Tests.Rendering;

namespace Unpark.Tests.Baselines;

public sealed class BaselineTests
{
    [Theory]
    [MemberData(nameof(Pairs))]
    public void What_one_build_showed_is_known_in_another_build_and_Go_version(string before, string after)
    {
        var baseline = Baseline.Of(Reports.OfFile($"{before}/goroutine-debug2.txt"));
        var report = Diagnose($"{after}/goroutine-debug2.txt", baseline);
        Assert.NotEmpty(report.Suppressed);
        Assert.DoesNotContain(report.Findings, finding => finding.Level > Level.Note);
    }

    public static IEnumerable<object[]> Pairs() =>
        [["go1.26.11", "go1.27.4"], ["go1.27.4", "go1.26.11"], ["go1.24.4", "go1.25.12"], ["go1.21.13", "go1.22.12"], ["go1.19.8", "go1.21.13"]];

    [Theory]
    [InlineData(1, 11)]
    [InlineData(0, 10)]
    [InlineData(10, 20)]
    [InlineData(11, 22)]
    [InlineData(1000, 2000)]
    [InlineData(long.MaxValue / 2 + 1, long.MaxValue)]
    public void A_known_finding_may_double_or_gain_ten(long known, long limit) =>
        Assert.Equal(limit, new BaselineEntry("f1", "UP1001", "", "", known).Limit);

    [Fact]
    public void A_known_finding_that_grew_beyond_that_counts_again_and_says_why()
    {
        var baseline = Baseline.Of(Reports.OfFile("go1.27.4/goroutine-debug2.txt"));
        var smaller = baseline.Entries.Select(entry => entry with { Count = entry == Largest(baseline) ? -10 : entry.Count });
        var report = Diagnose("go1.27.4/goroutine-debug2.txt", new([.. smaller]));
        var grown = Assert.Single(report.Findings, finding => finding.Level > Level.Note);
        Assert.Equal(Largest(baseline).Fingerprint, grown.Fingerprint);
        Assert.Contains("the baseline knows", grown.Because[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_that_is_gone_is_said() =>
        Assert.Contains(
            "1 finding of the baseline is not in this evidence: where they are mended, write the baseline again.",
            Diagnose("go1.27.4/goroutine-debug2.txt", new([new("gone", "UP1001", "main.f", "a.go", 3)])).Notes);

    [Fact]
    public void Notes_are_not_taken_down() => Assert.Empty(Baseline.Of(Reports.With(Reports.Bare with { Level = Level.Note })).Entries);

    [Fact]
    public void A_file_gives_back_what_was_written()
    {
        var baseline = Baseline.Of(Reports.OfFile("go1.27.4/goroutine-debug2.txt"));
        Assert.Equal(baseline.Entries.AsEnumerable(), BaselineFile.Read(Written(baseline), out _)!.Entries.AsEnumerable());
    }

    [Fact]
    public void The_file_keeps_to_its_schema()
    {
        using var document = JsonDocument.Parse(Written(Baseline.Of(Reports.OfFile("go1.27.4/goroutine-debug2.txt"))));
        Assert.Empty(JsonSchema.OfDocs("baseline.schema.json").Violations(document.RootElement));
    }

    [Theory]
    [InlineData("", "it is no JSON (line 1)")]
    [InlineData("[]", "expected \"schema\": \"unpark.baseline/1\", found none")]
    [InlineData("""{"schema": "unpark.findings/1"}""", "expected \"schema\": \"unpark.baseline/1\", found \"unpark.findings/1\"")]
    [InlineData("""{"schema": 3}""", "expected \"schema\": \"unpark.baseline/1\", found none")]
    [InlineData("""{"schema": "unpark.baseline/1", "findings": {}}""", "expected a list \"findings\" of at most 100000 entries")]
    [InlineData("""{"schema": "unpark.baseline/1", "findings": [{"fingerprint": "a", "count": 1}, 3]}""", "entry 2 has no fingerprint, or no count from 0 on")]
    [InlineData("""{"schema": "unpark.baseline/1", "findings": [{"fingerprint": "a", "count": 1.5}]}""", "entry 1 has no fingerprint, or no count from 0 on")]
    public void What_is_no_baseline_is_refused_with_what_was_expected(string text, string expected)
    {
        Assert.Null(BaselineFile.Read(Encoding.UTF8.GetBytes(text), out var error));
        Assert.Equal(expected, error);
    }

    private static BaselineEntry Largest(Baseline baseline) => baseline.Entries.MaxBy(entry => entry.Count)!;

    private static Report Diagnose(string name, Baseline baseline)
    {
        using var stream = TestData.Open(name);
        return Diagnosis.Of([EvidenceReader.Read(stream, name)], new() { Baseline = baseline });
    }

    private static byte[] Written(Baseline baseline)
    {
        using var stream = new MemoryStream();
        BaselineFile.Write(baseline, stream);
        return stream.ToArray();
    }
}
