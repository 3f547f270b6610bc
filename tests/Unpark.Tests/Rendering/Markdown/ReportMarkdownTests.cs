using Unpark.Findings;
using Unpark.Model;
using Unpark.Rendering.Markdown;

namespace Unpark.Tests.Rendering.Markdown;

public sealed class ReportMarkdownTests
{
    [Fact] public void Html_in_evidence_stays_text() => Check("<script>alert(1)</script>", "&#60;script&#62;alert(1)&#60;/script&#62;");
    [Fact] public void A_link_in_evidence_is_none() => Check("[click](http://x)", "\\[click\\](http\\://x)");
    [Fact] public void A_mention_in_evidence_calls_nobody() => Check("@octocat", "&#64;&#8203;octocat");
    [Fact] public void A_bare_address_becomes_no_link() => Check("http://x", "http\\://x");
    [Fact] public void A_bare_host_becomes_no_link() => Check("see www.x.org", "see www\\.x.org");
    [Fact] public void A_list_in_a_list_is_none() => Check("- a", "\\- a");
    [Fact] public void A_numbered_list_is_none() => Check("1. a", "1\\. a");
    [Fact] public void A_place_stays_readable() => Check("order.go:52 (likely) - 3 <= 4", "order.go:52 (likely) - 3 &#60;= 4");
    [Fact] public void An_issue_number_refers_to_nothing() => Check("#1", "&#35;&#8203;1");
    [Fact] public void A_line_end_in_evidence_opens_no_block() => Check("a\n\n# heading", "a  \\# heading");
    [Fact] public void A_pipe_ends_no_table_cell() => Check("a|b", "a\\|b");
    [Fact] public void A_backtick_opens_no_code() => Check("a`b", "a\\`b");

    [Fact]
    public void A_title_in_a_summary_is_text_without_Markdown() =>
        Assert.Contains("<b>a_b &#60;script&#62; &#64;&#8203;c &#35;&#8203;1  x</b>", Text(Reports.With(Reports.Bare with { Title = "a_b <script> @c #1\n\u0001x" })), StringComparison.Ordinal);

    [Fact]
    public void One_finding_needs_no_table() => Assert.DoesNotContain("| finding |", Text(Reports.With(Reports.Bare)), StringComparison.Ordinal);

    [Fact]
    public void Of_several_findings_the_worst_is_open_below_a_table_of_all()
    {
        var text = Text(Reports.With(Reports.Bare, Reports.Bare, Reports.Bare));
        Assert.Equal(3, text.Split("| error | 20 goroutines wait to send").Length - 1);
        Assert.Single(text.Split("<details open>")[1..]);
        Assert.Equal(2, text.Split("<details><summary><b>").Length - 1);
    }

    [Fact]
    public void Every_fold_is_closed()
    {
        var text = Text(Reports.OfFile("go1.27.4/goroutine-debug2.txt"));
        Assert.Equal(text.Split("<details").Length, text.Split("</details>").Length);
    }

    [Fact]
    public void A_path_with_backticks_stays_inside_its_code()
    {
        var text = Text(Reports.With(Reports.Bare with { Site = new Site(new Frame("main.f", "a``b.go", 1)) }));
        Assert.Contains("``` a``b.go:1 ```", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_longer_than_a_comment_is_cut_between_findings_and_says_so()
    {
        var text = Text(Reports.With([.. Enumerable.Repeat(Reports.Bare with { Fix = new string('*', 900) }, 100)]));
        Assert.InRange(text.Length, ReportMarkdown.MaxLength / 2, ReportMarkdown.MaxLength);
        Assert.Matches(@"\n\*\d+ parts of the report left out: a comment holds 65,536 characters\.\*\n$", text);
    }

    [Fact]
    public void A_panic_message_of_a_megabyte_leaves_room_for_the_findings()
    {
        var crash = new Crash(CrashKind.Panic, new string('x', 1 << 20), []);
        Assert.Contains(Reports.Bare.Title.Split(' ')[0], Text(Reports.With(Reports.Bare) with { Crash = crash }), StringComparison.Ordinal);
    }

    private static void Check(string evidence, string expected)
    {
        var text = Text(Reports.With(Reports.Bare with { Because = [evidence] }));
        Assert.Contains($"\n- {expected}\n", text, StringComparison.Ordinal);
    }

    private static string Text(Report report)
    {
        using var writer = new StringWriter();
        ReportMarkdown.Write(report, writer);
        return writer.ToString();
    }
}
