using System.Globalization;
using System.Text;
using System.Text.Json;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rendering.Json;

namespace Unpark.Tests.Rendering.Json;

public sealed class ReportJsonTests
{
    [Fact]
    public void What_is_unknown_of_a_finding_has_no_key() =>
        Assert.Equal(
            "rule name class title confidence level count because fix edits fingerprint",
            string.Join(' ', Written(Reports.With(Reports.Bare)).GetProperty("findings")[0].EnumerateObject().Select(property => property.Name)));

    [Fact]
    public void What_is_known_of_a_finding_keeps_the_order_of_the_contract()
    {
        var finding = Reports.Bare with
        {
            State = WaitReason.ChanSend,
            Site = new Site(Reports.Frame),
            CreatedBy = Reports.Frame,
            Stack = new CallStack([Reports.Frame]),
            Goroutines = [17],
            Age = new Age(3, 40),
            Growth = new Growth(600, 0.001, 100, 700),
            RuledOut = ["a rush"],
            Unknown = ["since when"],
            Cost = new Cost(4096, "stacks"),
        };
        Assert.Equal(
            "rule name class title confidence level count state site createdBy stack goroutines age growth because ruledOut unknown cost fix edits fingerprint",
            string.Join(' ', Written(Reports.With(finding)).GetProperty("findings")[0].EnumerateObject().Select(property => property.Name)));
    }

    [Fact]
    public void A_frame_without_file_and_line_has_only_its_function() =>
        Check(Reports.With(Reports.Bare with { Site = new Site(new Frame("main.f", "", 0)) }), "\"site\":{\"function\":\"main.f\"}");

    [Fact]
    public void A_growth_without_times_has_no_rate() =>
        Check(Reports.With(Reports.Bare with { Growth = new Growth(null, null, 1, 2) }), "\"growth\":{\"from\":1,\"to\":2}");

    [Fact]
    public void A_time_is_written_in_UTC() =>
        Check(
            Reports.Empty with { Evidence = [new("a.txt", "traceback", new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), null, 0)] },
            "\"takenAt\":\"2026-01-02T01:04:05+00:00\"");

    [Fact]
    public void Quotes_line_ends_and_control_characters_are_escaped() =>
        Check(Reports.With(Reports.Bare with { Fix = "a\"b\n\u0001" }), "\"fix\":\"a\\\"b\\n\\u0001\"");

    [Fact]
    public void Go_names_stay_readable() =>
        Check(Reports.With(Reports.Bare with { Fix = "<-ctx.Done() & q[int]'s ü" }), "\"fix\":\"<-ctx.Done() & q[int]'s ü\"");

    [Fact]
    public void Half_a_character_becomes_the_replacement_character() =>
        Check(Reports.With(Reports.Bare with { Fix = "a\ud800b" }), "\"fix\":\"a\ufffdb\"");

    [Fact]
    public void A_label_given_twice_is_written_once() =>
        Check(
            Reports.Empty with { Groups = [new() { Count = 1, State = WaitReason.Select, Stack = CallStack.Empty, Labels = [new("k", "a"), new("k", "b")] }] },
            "\"labels\":{\"k\":\"a\"}");

    [Fact]
    public void Another_culture_writes_the_same_bytes()
    {
        var report = Reports.With(Reports.Bare with { Growth = new Growth(1234.5, 0.25, -1, 2) });
        var before = Text(report);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NegativeSign) = (",", "\u2212");
            CultureInfo.CurrentCulture = german;
            Assert.Equal(before, Text(report));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void The_text_ends_with_one_line_feed() => Assert.EndsWith("}\n", Text(Reports.Empty), StringComparison.Ordinal);

    [Fact]
    public void A_suppressed_finding_keeps_to_the_schema_and_says_why()
    {
        var written = Written(Reports.Empty with { Suppressed = [new(Reports.Bare, new(SuppressionKind.Configuration, "old", new DateOnly(2026, 12, 31))), new(Reports.Bare, new(SuppressionKind.Baseline, "known"))] });
        Assert.Empty(JsonSchema.OfDocs("findings.schema.json").Violations(written));
        Assert.Equal("""{"by":"configuration","reason":"old","expires":"2026-12-31"}""", JsonSerializer.Serialize(written.GetProperty("suppressed")[0].GetProperty("suppression")));
    }

    [Theory]
    [MemberData(nameof(Evidence))]
    public void Every_real_file_keeps_to_the_schema(string version, string file)
    {
        using var stream = TestData.Open($"{version}/{file}");
        var report = Diagnosis.Of([EvidenceReader.Read(stream, file)]);
        Assert.Empty(JsonSchema.OfDocs("findings.schema.json").Violations(Written(report)));
    }

    public static IEnumerable<object[]> Evidence() => TestData.Files("*.txt").Concat(TestData.Files("*.pb.gz")).Concat(TestData.Files("*.jsonl"));

    private static void Check(Report report, string part) =>
        Assert.Contains(part, JsonSerializer.Serialize(Written(report), Compact), StringComparison.Ordinal);

    private static readonly JsonSerializerOptions Compact = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonElement Written(Report report)
    {
        using var document = JsonDocument.Parse(Text(report));
        return document.RootElement.Clone();
    }

    private static string Text(Report report)
    {
        using var stream = new MemoryStream();
        ReportJson.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
