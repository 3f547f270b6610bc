using System.Text.Json;
using Unpark.Findings;

namespace Unpark.Tests.Rendering;

/// <summary>What the source tells of a finding, in the forms of the report.</summary>
public sealed class SourceTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Finding Told = Reports.Bare with
    {
        Site = new(Reports.Frame),
        Cause = new("early-return", "the only receive, at order.go:61, is skipped when ctx is done", new("/src/order.go", 57, 3, "returns before the receive"), [new("/src/order.go", 50, 10, "made here")], IsSure: true),
        Excerpts = [new("/src/order.go", 50, ["\tch := make(chan int)", "\tgo func() {", "\t\tch <- 1", "\t}()"], [new(50, "made here"), new(52, "stuck", IsCulprit: true)])],
        Patch = new("buffer-slot", "one value is ever sent", [new("/src/order.go", new(700, 50, 1), new(722, 51, 1), "\tch := make(chan int, 1)\n")]),
    };

    [Fact]
    public void The_terminal_shows_lines_without_their_shared_indentation_and_a_word_at_the_culprit() => Check("text", Told, """
          source   /src/order.go
                   50 | ch := make(chan int)  <- made here
                   51 | go func() {
                   52 |     ch <- 1  <- stuck
                   53 | }()
        """);

    [Fact]
    public void The_terminal_says_what_a_patch_does() => Check("text", Told, "  patch    buffer-slot in 1 place: one value is ever sent; 'unpark fix' shows it");

    [Fact]
    public void Without_a_patch_the_reason_is_told() => Check("text", Told with { Patch = null, NoPatch = "two locks" }, "  patch    none: two locks");

    [Fact]
    public void A_page_marks_the_culprit() => Check("html", Told, "<span class=\"line-number\">52</span> <mark>    ch &lt;- 1</mark><em>  &larr; stuck</em>");

    [Fact]
    public void A_comment_has_the_lines_as_code() => Check("markdown", Told, "```\n50 | ch := make(chan int)  <- made here\n51 | go func() {\n52 |     ch <- 1  <- stuck\n53 | }()\n```\n");

    [Fact]
    public void Source_cannot_end_the_block_of_a_comment() =>
        Check("markdown", Told with { Excerpts = [new("/src/a.go", 1, ["x := \"```\""], [])] }, "````\n1 | x := \"```\"\n````\n");

    [Fact]
    public void A_code_scanner_is_offered_the_change()
    {
        var change = Result(Told).GetProperty("fixes")[0].GetProperty("artifactChanges")[0];
        Assert.Equal("""{"deletedRegion":{"startLine":50,"startColumn":1,"endLine":51,"endColumn":1},"insertedContent":{"text":"\tch := make(chan int, 1)\n"}}""", Compact(change.GetProperty("replacements")[0]));
    }

    [Fact]
    public void A_code_scanner_is_shown_the_culprit() =>
        Assert.Equal(
            ["returns before the receive", "made here"],
            Result(Told).GetProperty("relatedLocations").EnumerateArray().Select(place => place.GetProperty("message").GetProperty("text").GetString()));

    [Fact]
    public void A_patch_keeps_to_the_schema_of_code_scanning() =>
        Assert.Empty(JsonSchema.Sarif().Violations(JsonDocument.Parse(Reports.Text("sarif", Reports.With(Told))).RootElement));

    private static JsonElement Result(Finding finding) =>
        JsonDocument.Parse(Reports.Text("sarif", Reports.With(finding))).RootElement.GetProperty("runs")[0].GetProperty("results")[0];

    private static string Compact(JsonElement json) => JsonSerializer.Serialize(json, Plain);

    private static void Check(string format, Finding finding, string expected) => Assert.Contains(expected, Reports.Text(format, Reports.With(finding)), StringComparison.Ordinal);
}
