using System.Text.Json;
using Unpark.Analysis.Sites;
using Unpark.Knowledge.Frames;
using Unpark.Knowledge.Libraries;

namespace Unpark.Tests.Knowledge;

public class KnownGoroutinesTests
{
    [Fact]
    public void The_table_holds_every_row_once()
    {
        Assert.Equal(422, KnownGoroutines.All.Length);
        Assert.Equal(422, KnownGoroutines.All.Select(known => known.Function).Distinct().Count());
    }

    [Fact]
    public void The_lines_of_the_table_are_those_of_its_JSON()
    {
        using var json = JsonDocument.Parse(typeof(KnownGoroutine).Assembly.GetManifestResourceStream("known-goroutines.json")!);
        var rows = json.RootElement.EnumerateArray().ToDictionary(row => GoFunctionName.Unescape(Text(row, "function")!), StringComparer.Ordinal);
        Assert.All(KnownGoroutines.All, known =>
        {
            var row = rows[known.Function];
            var values = new[] { known.Library, known.ImportPath, known.Purpose, known.StopCall, known.Expected, known.Source, known.Verified, known.SeenAs, known.Go, known.Note };
            Assert.Equal(((string[])["library", "import_path", "purpose", "stop_call", "expected", "source", "verified", "seen_as", "go", "note"]).Select(name => Text(row, name)), values);
        });
    }

    [Fact]
    public void Every_row_says_what_it_is_for_and_where_it_was_read() =>
        Assert.All(KnownGoroutines.All, known =>
        {
            Assert.NotEmpty(known.Package);
            Assert.All([known.Library, known.ImportPath, known.Purpose, known.StopCall, known.Expected, known.Verified], Assert.NotEmpty);
            Assert.Contains(":", known.Source, StringComparison.Ordinal);
        });

    [Fact]
    public void Each_row_and_no_other_is_found_by_what_dumps_show_for_it() =>
        Assert.All(KnownGoroutines.All, row => Assert.Same(row, FrameFacts.Of(new(row.SeenAs ?? Printed(row), "", 0)).Known));

    [Theory]
    [InlineData("main.main")]
    [InlineData("net/http.(*Server).ListenAndServe")]
    [InlineData("example.com/net/http.(*conn).serve")]
    public void A_function_of_nobodys_is_not_known(string function) => Assert.Null(FrameFacts.Of(new(function, "", 0)).Known);

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;

    // The linker escapes dots in the last element of the import path.
    private static string Printed(KnownGoroutine row)
    {
        var slash = row.Package.LastIndexOf('/');
        return row.Package[..(slash + 1)] + row.Package[(slash + 1)..].Replace(".", "%2e", StringComparison.Ordinal) + row.Function[row.Package.Length..];
    }
}
