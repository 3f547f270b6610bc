using System.Text.RegularExpressions;
using Unpark.Analysis;
using Unpark.Findings;
using Unpark.Model;
using Unpark.Rendering;

namespace Unpark.Tests.Rendering.GitHub;

public sealed partial class ReportGitHubTests
{
    private static readonly Finding Placed = Reports.Bare with { Site = new Site(Reports.Frame) };

    [Fact]
    public void A_finding_is_an_annotation_at_its_line() =>
        Assert.Equal(
            "::error file=order.go,line=52,title=UP1001 abandoned-sender (likely)::20 goroutines wait to send at order.go:52%0A- they wait%0AFix: Give the channel a buffer of one.",
            Lines(Reports.With(Placed), new() { Sources = new SourceTree("/src", null) })[1]);

    [Fact]
    public void A_line_outside_the_checkout_is_not_attached_to_a_file() =>
        Assert.StartsWith("::error title=", Lines(Reports.With(Placed))[1], StringComparison.Ordinal);

    [Fact]
    public void What_would_end_a_property_or_a_line_is_escaped() =>
        Assert.Equal(
            "::error file=a%253A%3A%2C.go,line=1,title=UP1001 abandoned-sender (likely)::50%25%0D%0A::x",
            Lines(Reports.With(Placed with { Title = "50%\r\n::x", Because = [], Fix = "", Site = new Site(new Frame("main.f", "/src/a%3A:,.go", 1)) }), new() { Sources = new SourceTree("/src", null) })[1]
                .Replace("%0AFix: ", "", StringComparison.Ordinal));

    [Fact]
    public void A_note_is_no_annotation() => Assert.Empty(Commands(Reports.With(Placed with { Level = Level.Note })));

    [Fact]
    public void The_tenth_of_more_than_ten_says_how_many_are_left_and_they_stand_in_the_log()
    {
        var lines = Lines(Reports.With([.. Enumerable.Repeat(Placed, 12)]));
        Assert.Equal(10, lines.Count(line => line.StartsWith("::error ", StringComparison.Ordinal)));
        Assert.StartsWith("::error title=unpark::and 3 more:", lines[10], StringComparison.Ordinal);
        Assert.Equal(3, lines.Count(line => line.StartsWith("error: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Ten_are_all_shown() => Assert.Equal(10, Commands(Reports.With([.. Enumerable.Repeat(Placed, 10)])).Count);

    [Theory]
    [InlineData("::stop-commands::x")]
    [InlineData("  ::add-mask::x")]
    [InlineData("##[add-mask]x")]
    [InlineData("a\n::set-env name=x::y")]
    public void Evidence_gives_no_command(string hostile)
    {
        var report = Reports.With([.. Enumerable.Repeat(Placed with { Title = hostile }, 11)]) with
        {
            Diagnostics = [new(hostile, null, hostile)],
            Crash = new Crash(CrashKind.Panic, hostile, []),
        };
        Assert.All(Commands(report), command => Assert.Equal("error", command));
        Assert.All(Commands(report with { Findings = [] }), command => Assert.Fail(command));
    }

    [Theory]
    [MemberData(nameof(Evidence))]
    public void Of_real_files_only_errors_and_warnings_become_commands(string version, string file) =>
        Assert.All(Commands(Reports.OfFile($"{version}/{file}")), command => Assert.Contains(command, new[] { "error", "warning" }));

    public static IEnumerable<object[]> Evidence() => Reports.Evidence();

    // As the runner reads its log, in both forms it knows.
    private static List<string> Commands(Report report) =>
        [.. Lines(report).Select(line => Command().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value)];

    private static string[] Lines(Report report, RenderOptions? options = null) => Reports.Text("github", report, options).TrimEnd('\n').Split('\n');

    [GeneratedRegex(@"^\s*::(?<name>[\w-]+)( [^:]*)?::|##\[(?<name>[\w-]+)")]
    private static partial Regex Command();
}
