using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Unpark.Analysis;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rendering;

namespace Unpark.Tests.Rendering.JUnit;

public sealed class ReportJUnitTests
{
    private static readonly Finding Placed = Reports.Bare with { Site = new Site(Reports.Frame) };

    private static readonly XmlSchemaSet Schema = ReadSchema();

    [Theory]
    [MemberData(nameof(Evidence))]
    public void Every_real_file_keeps_to_the_schema_of_Jenkins(string version, string file) => CheckSchema(Reports.OfFile($"{version}/{file}"));

    public static IEnumerable<object[]> Evidence() => Reports.Evidence();

    [Fact]
    public void Every_outcome_keeps_to_the_schema_of_Jenkins() => CheckSchema(Reports.With(Placed, Reports.Bare with { Level = Level.Note }) with
    {
        Evidence = [new("a.txt", "traceback", DateTimeOffset.UnixEpoch, null, 1)],
        Suppressed = [new(Placed, new(SuppressionKind.Baseline, "there before"))],
        Diagnostics = [new("b.txt", null, "unreadable", Fatal: true)],
    });

    [Fact] public void A_finding_that_fails_the_run_is_a_failure() => CheckOutcomes("failure", Placed);

    [Fact] public void A_note_is_skipped() => CheckOutcomes("skipped", Placed with { Level = Level.Note });

    [Fact] public void A_finding_below_fail_on_is_skipped() => CheckOutcomes("skipped", Placed with { Confidence = Confidence.Suspected });

    [Fact]
    public void A_tolerated_finding_is_skipped_with_its_reason() =>
        Assert.Contains(
            "tolerated until 2026-12-31: the rewrite",
            Cases(Reports.Empty with { Suppressed = [new(Placed, new(SuppressionKind.Configuration, "the rewrite", new DateOnly(2026, 12, 31)))] })[0].Element("skipped")!.Attribute("message")!.Value,
            StringComparison.Ordinal);

    [Fact]
    public void What_tests_left_stands_under_their_names() => Assert.Equal(
        ["example.com/queue TestFetch/slow", "example.com/queue UP1001 abandoned-sender"],
        Cases(Reports.With(Placed with { Tests = [new("example.com/queue", "TestFetch/slow", 1), new("example.com/queue", null, 1)] }))
            .Select(one => $"{one.Attribute("classname")!.Value} {one.Attribute("name")!.Value}"));

    [Fact]
    public void All_tests_of_a_run_are_cases_and_each_package_a_suite()
    {
        var report = Run(TestOutcome.Passed, TestOutcome.Skipped, TestOutcome.Failed, TestOutcome.NotEnded);
        CheckSchema(report);
        Assert.Equal(["a/queue", "b"], Parse(report).Descendants("testsuite").Select(suite => suite.Attribute("name")!.Value));
        Assert.Equal(["-", "skipped", "failure", "error", "-"], Cases(report).Select(one => one.Elements().SingleOrDefault()?.Name.LocalName ?? "-"));
        Assert.Equal("1.500", Cases(report)[0].Attribute("time")!.Value);
        Assert.Equal("said", Cases(report)[2].Element("failure")!.Value);
    }

    [Theory]
    [InlineData(TestOutcome.Passed, "failure")]
    [InlineData(TestOutcome.NotEnded, "failure")]
    public void A_test_that_left_something_has_failed(TestOutcome outcome, string element) => CheckLeft(outcome, element, Reports.With(LeftByTestA).Findings);

    [Theory]
    [InlineData(TestOutcome.Passed, "system-out")]
    [InlineData(TestOutcome.Failed, "failure")]
    [InlineData(TestOutcome.Skipped, "skipped")]
    public void What_is_tolerated_changes_no_tests_end(TestOutcome outcome, string element) => CheckLeft(outcome, element, Reports.With(LeftByTestA with { Level = Level.Note }).Findings);

    [Fact]
    public void What_no_test_is_known_of_stands_in_the_suite_of_its_package() => Assert.Equal(
        ["Test0", "UP1001 abandoned-sender"],
        Cases(Run(TestOutcome.Passed) with { Findings = [Placed with { Tests = [new("a/queue", null, 1)] }] }).Where(one => one.Attribute("classname")!.Value == "a/queue").Select(one => one.Attribute("name")!.Value));

    [Fact]
    public void A_healthy_program_passes_one_case()
    {
        var one = Assert.Single(Cases(Reports.Empty));
        Assert.Equal(("nothing is stuck", false), (one.Attribute("name")!.Value, one.HasElements));
    }

    [Fact]
    public void The_counts_are_those_of_the_cases()
    {
        var suite = Parse(Reports.With(Placed, Placed, Placed with { Level = Level.Note })).Root!.Element("testsuite")!;
        Assert.Equal(("3", "2", "0", "1"), (suite.Attribute("tests")!.Value, suite.Attribute("failures")!.Value, suite.Attribute("errors")!.Value, suite.Attribute("skipped")!.Value));
    }

    [Fact]
    public void A_name_holds_no_count_and_no_line_so_that_the_case_keeps_its_history()
    {
        var moved = Placed with { Title = "21 goroutines wait to send at order.go:53", Count = 21, Site = new Site(Reports.Frame with { Line = 53 }) };
        Assert.Equal(NamesOf(Placed), NamesOf(moved));
    }

    [Fact]
    public void Two_findings_of_one_rule_in_one_function_have_two_names() =>
        Assert.Equal(["UP1001 abandoned-sender", "UP1001 abandoned-sender #2", "UP1001 abandoned-sender #3"], NamesOf(Placed, Placed, Placed));

    [Fact]
    public void What_XML_cannot_hold_is_replaced() =>
        Assert.Contains("a\ufffdb\ufffdc", Cases(Reports.With(Placed with { Fix = "a\u0001b\ud800c" }))[0].Value, StringComparison.Ordinal);

    [Fact]
    public void A_file_of_the_checkout_is_named_below_its_root() =>
        Assert.Equal("order.go", Cases(Reports.With(Placed), new() { Sources = new SourceTree("/src", null) })[0].Attribute("file")!.Value);

    private static Finding LeftByTestA => Placed with { Tests = [new("a/queue", "Test0", 1)] };

    private static void CheckLeft(TestOutcome outcome, string element, ImmutableArray<Finding> findings)
    {
        var report = Run(outcome) with { Findings = findings };
        CheckSchema(report);
        var test = Cases(report)[0];
        Assert.Equal(("Test0", element), (test.Attribute("name")!.Value, test.Elements().Single().Name.LocalName));
        Assert.Contains(Placed.Title, test.Value, StringComparison.Ordinal);
    }

    // Test0, Test1 ... of a/queue, and one that passes of another package.
    private static Report Run(params TestOutcome[] outcomes) => Reports.Empty with
    {
        TestRuns =
        [
            .. outcomes.Select((outcome, i) => new TestRun("a/queue", new($"Test{i}", outcome, TimeSpan.FromSeconds(1.5), outcome == TestOutcome.Failed ? "said" : ""))),
            new("b", new("TestB", TestOutcome.Passed, TimeSpan.Zero, "")),
        ],
    };

    private static List<string> NamesOf(params Finding[] findings) => [.. Cases(Reports.With(findings)).Select(one => one.Attribute("name")!.Value)];

    private static void CheckOutcomes(string outcome, Finding finding) =>
        Assert.Equal(outcome, Assert.Single(Assert.Single(Cases(Reports.With(finding))).Elements()).Name.LocalName);

    private static List<XElement> Cases(Report report, RenderOptions? options = null) => [.. Parse(report, options).Descendants("testcase")];

    private static XDocument Parse(Report report, RenderOptions? options = null) => XDocument.Parse(Reports.Text("junit", report, options));

    // The schema is older than what readers know today: file and line (GitLab), a message of skipped cases and their count (Jenkins).
    private static void CheckSchema(Report report)
    {
        var document = Parse(report);
        document.Descendants("testcase").Attributes().Where(attribute => attribute.Name.LocalName is "file" or "line").Remove();
        document.Descendants("skipped").Attributes("message").Remove();
        document.Root!.Attributes("skipped").Remove();
        var violations = new List<string>();
        document.Validate(Schema, (_, violation) => violations.Add(violation.Message));
        Assert.Empty(violations);
    }

    private static XmlSchemaSet ReadSchema()
    {
        var schema = new XmlSchemaSet();
        using var reader = XmlReader.Create(Path.Combine(TestData.Root, "tests", "schemas", "jenkins-junit.xsd"));
        schema.Add(null, reader);
        return schema;
    }
}
