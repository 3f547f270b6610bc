using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Unpark.Analysis;
using Unpark.Analysis.Series;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rendering;
using Unpark.Rendering.Html;

namespace Unpark.Tests.Rendering.Html;

public sealed partial class ReportHtmlTests
{
    /// <summary>Everything a reader of evidence could be handed to break out of text, attributes, scripts, styles, comments.</summary>
    private const string Hostile = "</script><script>alert(1)</script><!-- ]]> </style> \"'><img src=x onerror=alert(1)> \u202e\u2028\0";

    [Theory]
    [InlineData("go1.19.8/deadlock.txt")]
    public void A_real_file_gives_the_committed_page(string file) =>
        Golden.Check($"tests/Unpark.Tests/Rendering/Html/expected/{file.Replace('/', '.')}.html", WithoutParts(Page(Report(file))));

    [Fact]
    public void A_series_gives_the_committed_page()
    {
        var moments = Dump.Series("chan send", "main.push /app/push.go:12 < main.serve /app/main.go:40", 3, 9, 14, 22, 31, 40, 52, 61);
        Golden.Check("tests/Unpark.Tests/Rendering/Html/expected/series.html", WithoutParts(Page(Diagnosis.Of(moments, []))));
    }

    [Fact]
    public void The_same_report_gives_the_same_bytes_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var page = Page(Report("go1.27.4/goroutine-debug2.txt"));
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(page, Page(Report("go1.27.4/goroutine-debug2.txt")));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Evidence_that_holds_html_adds_no_tag_and_no_attribute()
    {
        var honest = Tags(Page(ReportOf("name")));
        Assert.NotEmpty(honest);
        Assert.Equal(honest, Tags(Page(ReportOf(Hostile))));
    }

    [Fact]
    public void The_figures_of_the_flame_graph_stay_one_json_document_whatever_a_function_is_called()
    {
        var json = FlameData().Match(Page(ReportOf(Hostile))).Groups[1].Value;
        Assert.DoesNotContain('<', json);
        using var document = JsonDocument.Parse(json);
        Assert.Contains(document.RootElement.GetProperty("names").EnumerateArray(), name => name.GetString()!.Contains("<script>alert(1)", StringComparison.Ordinal));
    }

    [Fact]
    public void The_policy_allows_the_styles_and_scripts_of_the_page_and_nothing_else()
    {
        var page = Page(Reports.Empty);
        var allowed = Hash().Matches(Policy().Match(page).Groups[1].Value).Select(match => match.Groups[1].Value);
        var used = Inline().Matches(page).Select(match => Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(match.Groups[2].Value))));
        Assert.Equal(allowed, used);
        Assert.StartsWith("default-src 'none'; ", Policy().Match(page).Groups[1].Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_names_no_address_to_load_from() =>
        Assert.DoesNotContain(Address().Matches(Page(ReportOf("name"))).Select(match => match.Value), value => !value.Contains("\"#", StringComparison.Ordinal) && !value.Contains("\"data:", StringComparison.Ordinal));

    [Fact]
    public void Two_hundred_thousand_stacks_stay_a_page_a_browser_can_show()
    {
        var groups = Enumerable.Range(0, 200_000).Select(i => Dump.Group(
            1 + i % 3, "select", $"main.f{i} /a/file{i % 977}.go:{i % 500 + 1} < main.g{i % 5000} /a/g.go:{i % 200 + 1} < main.serve /a/main.go:9"));
        var report = Diagnosis.Of(Dump.Moments(Dump.Traceback([.. groups])), []);
        var page = Page(report);
        Assert.InRange(page.Length, 100_000, 2_000_000);
        Assert.Contains("largest boxes; none of the others has more than", page, StringComparison.Ordinal);
        Assert.Contains("smaller places with", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_of_half_a_kilobyte_leave_places_out_and_say_so()
    {
        var groups = Enumerable.Range(0, 400).Select(i => Dump.Group(1, "select", string.Join(" < ", Enumerable.Range(0, 40).Select(frame => $"main.{new string('f', 900)}{i}x{frame} /a.go:1"))));
        var page = Page(Diagnosis.Of(Dump.Moments(Dump.Traceback([.. groups])), []));
        // A hundred of the lines are notes as well.
        Assert.InRange(page.Length, 1_000_000, 12_000_000);
        Assert.Contains("smaller places with", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_a_finding_is_about_is_marked_in_the_flame_graph()
    {
        var page = Page(Report("go1.27.4/goroutine-debug2.txt"));
        Assert.Contains(" found\"><title>example.com/leaky/queue.SendNil\n", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deadlock_of_several_findings_is_drawn_once_and_the_others_lead_there()
    {
        var picture = new WaitPicture([new(WaitNodeKind.Goroutine, "goroutine 18", "a.go:9"), new(WaitNodeKind.Lock, "lock 0xc0", "main.(*account)")], [new(0, 1, 0, IsSure: true)]);
        var page = Page(Reports.With(Reports.Bare with { Picture = picture }, Reports.Bare with { Picture = picture, Fingerprint = "f2" }));
        Assert.Single(Regex.Matches(page, "<svg class=\"waits\""));
        Assert.Contains("Drawn at <a href=\"#finding-1\">finding 1</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_healthy_program_has_a_page_without_findings()
    {
        var page = Page(Reports.Empty with { Evidence = [new("a.txt", "traceback", null, null, 3)], Total = 3 });
        Assert.Contains("<h1 class=\"quiet\">Nothing stuck: 3 goroutines, 0 places.</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"findings\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void More_findings_than_anybody_reads_are_counted()
    {
        var page = Page(Reports.With([.. Enumerable.Range(0, 130).Select(i => Reports.Bare with { Fingerprint = $"f{i}" })]));
        Assert.Contains("30 more are not shown here", page, StringComparison.Ordinal);
    }

    private static Report Report(string file)
    {
        using var stream = TestData.Open(file);
        return Diagnosis.Of([EvidenceReader.Read(stream, file)]);
    }

    /// <summary>A report with the name everywhere a name can be.</summary>
    private static Report ReportOf(string name)
    {
        var frame = new Frame(name, name, 7);
        var group = new GoroutineGroup { Count = 5, State = new(name), Stack = new([frame, frame]), CreatedBy = frame, Labels = [new(name, name)] };
        var facts = new Evidence([new([new Snapshot { Source = name, Kind = EvidenceKind.Traceback, Total = 5, Groups = [group] }])]).Last!;
        var summary = new GroupSummary { Count = 5, State = group.State, Site = new(frame, name), CreatedBy = frame, Stack = group.Stack, Labels = group.Labels, Age = new(1, 2), Leaked = 5 };
        return Reports.Empty with
        {
            Evidence = [new(name, name, DateTimeOffset.UnixEpoch, name, 5)],
            ContextReason = name,
            Crash = new(CrashKind.Panic, name, [name]),
            Total = 5,
            States = [new(group.State, 5, 3, 5)],
            Findings = [FindingOf(name, frame, group), FindingOf(name, frame, group) with { Level = Level.Note }],
            Groups = [summary],
            LazyStacks = new(() => StackTreeBuilder.Of(facts.Groups, 100)),
            Changes = new(3, 5, TimeSpan.FromSeconds(1), [new(summary, 3, 5, 3) { Counts = [3, 4, 5] }], 3),
            LeftOut = [new(name, name, name)],
            Diagnostics = [new(name, name, name)],
            Notes = [name],
        };
    }

    private static Finding FindingOf(string name, Frame frame, GoroutineGroup group) => Reports.Bare with
    {
        Rule = new(name, name, FindingClass.Channel, name, name, name, name) { Example = name, Versions = name },
        Title = name,
        State = group.State,
        Site = new(frame),
        CreatedBy = frame,
        Stack = group.Stack,
        Goroutines = [17],
        Age = new(1, 2),
        Growth = new(3, 0.01, 3, 5),
        Cost = new(4096, name),
        Picture = new([new(WaitNodeKind.Goroutine, name, name) { State = name }, new(WaitNodeKind.Lock, name, name)], [new(0, 1, 0, IsSure: false)]),
        Because = [name],
        RuledOut = [name],
        Unknown = [name],
        Fix = name,
    };

    private static string Page(Report report)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        ReportHtml.Write(report, writer, RenderOptions.Default);
        return writer.ToString();
    }

    // Styles and scripts are read in their own files.
    private static string WithoutParts(string page) => Inline().Replace(Policy().Replace(page, "<meta http-equiv=\"Content-Security-Policy\">"), "<$1></$1>");

    // Names of tags and attributes, without the data of the flame graph.
    private static List<string> Tags(string page) => [.. Tag().Matches(Inline().Replace(page, "")).Select(match => Quoted().Replace(match.Value, "\"\""))];

    [GeneratedRegex("<(style|script)(?: type=\"module\")?>(.*?)</\\1>", RegexOptions.Singleline)]
    private static partial Regex Inline();

    [GeneratedRegex("<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">")]
    private static partial Regex Policy();

    [GeneratedRegex("'sha256-([^']*)'")]
    private static partial Regex Hash();

    [GeneratedRegex("<script type=\"application/json\" id=\"flame-data\">(.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex FlameData();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("(?:src|href|action)=\"[^\"]*\"|url\\([^)]*\\)|@import[^;]*")]
    private static partial Regex Address();
}
