using System.Text.Json;
using Unpark.Analysis;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rendering;

namespace Unpark.Tests.Rendering.Sarif;

public sealed class ReportSarifTests
{
    private static readonly Finding Full = Reports.Bare with
    {
        State = WaitReason.ChanSend,
        Site = new Site(Reports.Frame),
        CreatedBy = new Frame("main.main", "/src/main.go", 7),
        Stack = new CallStack([new Frame("runtime.gopark", "/usr/local/go/src/runtime/proc.go", 400), Reports.Frame]),
        Age = new Age(3, 40),
        Cost = new Cost(4096, "stacks"),
    };

    [Theory]
    [MemberData(nameof(Evidence))]
    public void Every_real_file_keeps_to_the_published_schema(string version, string file) =>
        Assert.Empty(JsonSchema.Sarif().Violations(Log(Reports.OfFile($"{version}/{file}"))));

    public static IEnumerable<object[]> Evidence() => Reports.Evidence();

    [Fact]
    public void Everything_at_once_keeps_to_the_published_schema()
    {
        var report = Reports.With(Full, Reports.Bare) with
        {
            Evidence = [new("http://host:6060/debug/pprof/goroutine", "goroutine profile", null, "go1.27.4", 20)],
            Suppressed = [new(Full, new(SuppressionKind.Configuration, "known", new DateOnly(2026, 12, 31))), new(Full, new(SuppressionKind.Baseline, "there before"))],
            LeftOut = [new("traceback", "too large", "--allow-stop 5s")],
            Diagnostics = [new("a.txt", "line 3", "odd"), new("b.txt", null, "unreadable", Fatal: true)],
            Notes = ["no ages"],
        };
        Assert.Empty(JsonSchema.Sarif().Violations(Log(report)));
    }

    [Fact]
    public void The_published_schema_can_be_broken() =>
        Assert.NotEmpty(JsonSchema.Sarif().Violations(JsonDocument.Parse("""{"version": "2.1.0", "runs": [{"results": [{"level": "bad", "message": {}}]}]}""").RootElement));

    [Fact]
    public void A_file_of_the_checkout_is_named_below_its_root() =>
        Assert.Equal("""{"uri":"order.go","uriBaseId":"%SRCROOT%"}""", Place(Full, new SourceTree("/src", null)));

    [Fact]
    public void A_file_from_elsewhere_keeps_its_whole_path() => Assert.Equal("""{"uri":"file:///src/order.go"}""", Place(Full, SourceTree.None));

    [Fact]
    public void A_drive_is_no_scheme() =>
        Assert.Equal("""{"uri":"file:///C:/my%20src/order.go"}""", Place(Full with { Site = new(new("main.f", "C:/my src/order.go", 3)) }, SourceTree.None));

    [Fact]
    public void A_finding_without_a_line_stands_at_its_evidence() =>
        Assert.Equal("""{"uri":"go1.27.4/goroutine.pb.gz"}""", Place(Reports.Bare, SourceTree.None, "go1.27.4/goroutine.pb.gz"));

    [Fact]
    public void An_alert_is_told_apart_by_our_fingerprint() =>
        Assert.Equal("f1:1", Result(Full).GetProperty("partialFingerprints").GetProperty("primaryLocationLineHash").GetString());

    [Fact]
    public void The_path_leads_from_the_creator_to_the_line_that_waits() => CheckPath(SourceTree.None, "created by main.main", "main.leak.func1", "runtime.gopark");

    [Fact]
    public void The_path_stays_in_the_checkout_where_there_is_one() => CheckPath(new SourceTree("/src", null), "created by main.main", "main.leak.func1");

    private static void CheckPath(SourceTree sources, params string[] steps) =>
        Assert.Equal(
            steps,
            Log(Reports.With(Full), new() { Sources = sources }).GetProperty("runs")[0].GetProperty("results")[0].GetProperty("codeFlows")[0].GetProperty("threadFlows")[0].GetProperty("locations").EnumerateArray()
                .Select(step => step.GetProperty("location").GetProperty("message").GetProperty("text").GetString()));

    [Fact]
    public void Evidence_makes_no_link_in_a_message() =>
        Assert.DoesNotContain("](http", Result(Full with { Because = ["[click](http://evil)"] }).GetProperty("message").GetProperty("text").GetString(), StringComparison.Ordinal);

    [Fact]
    public void A_rule_that_finds_twice_is_described_once()
    {
        var run = Log(Reports.With(Full, Full)).GetProperty("runs")[0];
        Assert.Equal(1, run.GetProperty("tool").GetProperty("driver").GetProperty("rules").GetArrayLength());
        Assert.All(run.GetProperty("results").EnumerateArray(), result => Assert.Equal(0, result.GetProperty("ruleIndex").GetInt32()));
    }

    [Fact]
    public void The_help_of_a_rule_is_its_page() =>
        Assert.StartsWith("# UP1001 abandoned-sender\n", Log(Reports.With(Full)).GetProperty("runs")[0].GetProperty("tool").GetProperty("driver").GetProperty("rules")[0].GetProperty("help").GetProperty("markdown").GetString(), StringComparison.Ordinal);

    [Fact]
    public void A_tolerated_finding_is_a_result_with_its_reason()
    {
        var run = Log(Reports.Empty with { Suppressed = [new(Full, new(SuppressionKind.Configuration, "until the rewrite"))] }).GetProperty("runs")[0];
        Assert.Equal("until the rewrite", run.GetProperty("results")[0].GetProperty("suppressions")[0].GetProperty("justification").GetString());
    }

    [Fact]
    public void Limits_of_GitHub_are_kept()
    {
        var deep = Full with { Stack = new([.. Enumerable.Repeat(Reports.Frame, 5000)]), Rule = Reports.Rule with { Why = new string('w', 5000), Title = new string('t', 5000) } };
        var run = Log(Reports.With(deep)).GetProperty("runs")[0];
        var rule = run.GetProperty("tool").GetProperty("driver").GetProperty("rules")[0];
        Assert.InRange(rule.GetProperty("fullDescription").GetProperty("text").GetString()!.Length, 1, 1024);
        Assert.InRange(rule.GetProperty("shortDescription").GetProperty("text").GetString()!.Length, 1, 1024);
        Assert.InRange(run.GetProperty("results")[0].GetProperty("stacks")[0].GetProperty("frames").GetArrayLength(), 1, 1000);
    }

    private static string Place(Finding finding, SourceTree sources, string evidence = "a.txt")
    {
        var report = Reports.With(finding) with { Evidence = [new(evidence, "traceback", null, null, 1)] };
        var result = Log(report, new() { Sources = sources }).GetProperty("runs")[0].GetProperty("results")[0];
        return JsonSerializer.Serialize(result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation"));
    }

    private static JsonElement Result(Finding finding) => Log(Reports.With(finding)).GetProperty("runs")[0].GetProperty("results")[0];

    private static JsonElement Log(Report report, RenderOptions? options = null)
    {
        using var document = JsonDocument.Parse(Reports.Text("sarif", report, options));
        return document.RootElement.Clone();
    }
}
