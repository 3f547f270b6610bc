using System.Text.RegularExpressions;
using System.Xml.Linq;
using Unpark.Findings;
using Unpark.Rendering;
using Unpark.Rendering.Terminal;

namespace Unpark.Tests.Rendering.Graphs;

public partial class PictureTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static IEnumerable<object[]> All() =>
        from file in Directory.GetFiles(TestData.Path("deadlocks/go1.27.4"), "*.txt").Order(StringComparer.Ordinal)
        select new object[] { Path.GetFileNameWithoutExtension(file) };

    [Theory]
    [MemberData(nameof(All))]
    public void An_svg_is_well_formed_and_says_in_words_what_it_shows(string name)
    {
        var report = Of(name);
        var svg = XDocument.Parse(Written("svg", report)).Root!;
        Assert.Equal(Svg + "svg", svg.Name);
        Assert.Equal(Verdict.Of(report), svg.Element(Svg + "title")!.Value);
        Assert.All(NodesOf(report), node => Assert.Contains(node.Title, svg.Element(Svg + "desc")!.Value, StringComparison.Ordinal));
        var ids = svg.Descendants().Select(element => element.Attribute("id")?.Value).OfType<string>().ToList();
        Assert.Equal(svg.Attribute("aria-labelledby")!.Value.Split(' '), ids);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_dot_graph_names_each_node_before_its_edges_and_closes_what_it_opens(string name)
    {
        var report = Of(name);
        var dot = Written("dot", report);
        var outside = Text().Replace(dot, "text");
        Assert.DoesNotContain('"', outside);
        Assert.Equal(outside.Count(c => c == '{'), outside.Count(c => c == '}'));
        var nodes = NodeLine().Matches(outside).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.Equal(NodesOf(report).Count(), nodes.Count);
        Assert.All(EdgeLine().Matches(outside), edge => Assert.True(nodes.Contains(edge.Groups[1].Value) && nodes.Contains(edge.Groups[2].Value)));
    }

    [Fact]
    public void A_circle_of_two_locks_is_drawn_as_a_circle()
    {
        var picture = Of("order-functions").Findings.Single().Picture!;
        Assert.Equal(["goroutine 6", "lock 0x1a80bf19e0b0", "goroutine 7", "lock 0x1a80bf19e098"], picture.Nodes.Select(node => node.Title));
        Assert.Equal<WaitEdge>((WaitEdge[])[new(0, 1, 2, IsSure: true), new(2, 3, 0, IsSure: true)], picture.Edges);
    }

    [Fact]
    public void The_text_report_draws_the_picture_of_two_findings_once()
    {
        using var output = new StringWriter();
        ReportText.Write(Of("order-methods"), output, TextStyle.Plain);
        Assert.Single(Drawing().Matches(output.ToString()));
    }

    [Fact]
    public void A_report_without_deadlocks_is_a_picture_that_says_so()
    {
        var report = Diagnosis.Of([]);
        Assert.Contains("No goroutines that wait for each other", Written("svg", report), StringComparison.Ordinal);
        Assert.DoesNotContain("->", Written("dot", report), StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_others_stay_text_in_both_forms()
    {
        var finding = Of("order-functions").Findings.Single();
        var hostile = finding.Picture! with { Nodes = [.. finding.Picture!.Nodes.Select(node => node with { Detail = "\"]; x -> y <script>&\u0001\\" })] };
        var report = Of("order-functions") with { Findings = [finding with { Picture = hostile }] };
        Assert.DoesNotContain(XDocument.Parse(Written("svg", report)).Descendants(), element => element.Name.LocalName == "script");
        Assert.DoesNotContain("x -> y", Text().Replace(Written("dot", report), "text"), StringComparison.Ordinal);
    }

    private static IEnumerable<WaitNode> NodesOf(Report report) => report.Findings.Select(finding => finding.Picture).OfType<WaitPicture>().Distinct(ReferenceEqualityComparer.Instance).Cast<WaitPicture>().SelectMany(picture => picture.Nodes);

    private static string Written(string format, Report report)
    {
        using var output = new MemoryStream();
        ReportFormats.Find(format)!.Write(report, output, RenderOptions.Default);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    private static Report Of(string name)
    {
        using var stream = TestData.Open($"deadlocks/go1.27.4/{name}.txt");
        return Diagnosis.Of([EvidenceReader.Read(stream, $"{name}.txt")]);
    }

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"^ +(n\d+_\d+) \[", RegexOptions.Multiline)]
    private static partial Regex NodeLine();

    [GeneratedRegex(@"^ +(n\d+_\d+) -> (n\d+_\d+) \[", RegexOptions.Multiline)]
    private static partial Regex EdgeLine();

    [GeneratedRegex("^  waits ", RegexOptions.Multiline)]
    private static partial Regex Drawing();
}
