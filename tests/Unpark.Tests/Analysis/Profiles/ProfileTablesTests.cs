using System.Text;
using System.Text.RegularExpressions;
using Unpark.Analysis.Profiles;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests.Analysis.Profiles;

public class ProfileTablesTests
{
    private const string Leaky = "go1.27.4/goroutine.pb.gz";

    [Fact]
    public void Goroutines_count_at_the_line_of_the_program_where_they_wait() =>
        CheckTop(Leaky, new(), 2, "7 7 main.leakAll.func1 example.com/leaky/main.go:79", "6 6 example.com/leaky/store.(*Store).Put example.com/leaky/store/store.go:27");

    [Fact]
    public void By_function_they_count_where_pprof_counts_them() =>
        CheckTop(Leaky, new() { Grouping = Grouping.Function }, 2, "74 74 runtime.gopark", "1 1 runtime.coroswitch");

    [Fact]
    public void By_line_they_count_at_the_leaf() =>
        CheckTop(Leaky, new() { Grouping = Grouping.Line }, 1, "74 74 runtime.gopark runtime/proc.go:474");

    [Fact]
    public void A_dump_is_counted_like_a_profile() =>
        CheckTop("go1.27.4/goroutine-debug2.txt", new(), 1, "7 7 main.leakAll.func1 example.com/leaky/main.go:79");

    [Fact]
    public void A_recursive_function_counts_once_for_each_stack()
    {
        var table = TopTable.Of(Text("goroutine profile: total 3\n3 @ 0x1\n#\t0x1\tmain.deep+0x1\t/a.go:1\n#\t0x2\tmain.deep+0x2\t/a.go:2\n#\t0x3\tmain.main+0x1\t/a.go:9\n"), new() { Grouping = Grouping.Function }, 0);
        Assert.Equal(["3 3 main.deep", "0 3 main.main"], table.Rows.Select(Show));
    }

    [Fact]
    public void Percentages_refer_to_the_whole_profile_even_when_a_filter_keeps_a_part()
    {
        var table = TopTable.Of(Read(Leaky), new() { Focus = new Regex("leakWave") }, 0);
        Assert.Equal((78L, 6L), (table.Total, table.Shown));
    }

    [Fact]
    public void A_library_goroutine_counts_at_the_library()
    {
        var table = TopTable.Of(Read(Leaky), new() { Focus = new Regex("persistConn") }, 0);
        Assert.All(table.Rows.Where(row => row.Flat > 0), row => Assert.StartsWith("net/http.(*persistConn).", row.Node.Function, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_sample_type_is_not_found() =>
        Assert.Equal(-1, new ProfileOptions { SampleType = "alloc" }.SampleTypeOf(Read(Leaky)));

    [Fact]
    public void A_sample_type_is_found_by_name_and_by_number()
    {
        var heap = Read("go1.27.4/heap.pb.gz");
        Assert.Equal(1, new ProfileOptions { SampleType = "alloc_space" }.SampleTypeOf(heap));
        Assert.Equal(2, new ProfileOptions { SampleType = "2" }.SampleTypeOf(heap));
        Assert.Equal(3, ProfileOptions.Default.SampleTypeOf(heap));
    }

    [Fact]
    public void What_came_went_grew_and_shrank_is_told_by_stack_and_by_line()
    {
        var before = Text("goroutine profile: total 10\n5 @ 0x1\n#\t0x1\tmain.a+0x1\t/a.go:1\n\n3 @ 0x2\n#\t0x2\tmain.b+0x1\t/a.go:2\n\n2 @ 0x3\n#\t0x3\tmain.c+0x1\t/a.go:3\n\n");
        var after = Text("goroutine profile: total 16\n9 @ 0x11\n#\t0x11\tmain.a+0x1\t/a.go:1\n\n2 @ 0x13\n#\t0x13\tmain.c+0x1\t/a.go:3\n\n5 @ 0x14\n#\t0x14\tmain.d+0x1\t/a.go:4\n\n");
        var diff = ProfileDiff.Of(before, after, new(), 0);
        Assert.Equal(new StackChanges(Came: 1, Went: 1, Grew: 1, Shrank: 0, Same: 1), diff.Stacks);
        Assert.Equal(["+5 main.d /a.go:4", "+4 main.a /a.go:1", "-3 main.b /a.go:2"], diff.Rows.Select(row => $"{row.Delta:+0;-0} {row.Node.Name}"));
        Assert.Equal((10L, 16L), (diff.TotalBefore, diff.TotalAfter));
    }

    [Fact]
    public void A_profile_does_not_differ_from_itself()
    {
        var diff = ProfileDiff.Of(Read(Leaky), Read(Leaky), new(), 0);
        Assert.Empty(diff.Rows);
        Assert.Equal(0, diff.Stacks.Came + diff.Stacks.Went + diff.Stacks.Grew + diff.Stacks.Shrank);
    }

    [Fact]
    public void A_listing_shows_the_lines_around_those_that_count()
    {
        string[] source = [.. Enumerable.Range(1, 40).Select(line => $"line {line}")];
        var listing = Listing.Of(Read(Leaky), new(), 0, new Regex(@"\.Put$"), frame => frame.File.EndsWith("store/store.go", StringComparison.Ordinal) ? source : null);
        var function = Assert.Single(listing.Functions);
        Assert.Equal((0L, 6L, true), (function.Flat, function.Cum, function.HasSource));
        Assert.Equal(Enumerable.Range(22, 11), function.Lines.Select(line => line.Line));
        Assert.Equal(new ListedLine(27, 0, 6, "line 27"), function.Lines[5]);
    }

    [Fact]
    public void A_listing_without_source_has_the_counted_lines_alone()
    {
        var listing = Listing.Of(Read(Leaky), new(), 0, new Regex(@"\.Put$"), _ => null);
        Assert.Equal([new ListedLine(27, 0, 6, null)], Assert.Single(listing.Functions).Lines.ToArray());
    }

    [Fact]
    public void A_source_file_shorter_than_the_line_is_another_version_and_not_shown() =>
        Assert.False(Assert.Single(Listing.Of(Read(Leaky), new(), 0, new Regex(@"\.Put$"), _ => ["package store"]).Functions).HasSource);

    private static void CheckTop(string file, ProfileOptions options, int rows, params string[] expected) =>
        Assert.Equal(expected, TopTable.Of(Read(file), options, 0).Rows.Take(rows).Select(Show));

    private static string Show(TopRow row) => $"{row.Flat} {row.Cum} {row.Node.Name}";

    private static Profile Text(string profile) => EvidenceReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(profile)), "evidence").Profile!;

    private static Profile Read(string file)
    {
        using var stream = TestData.Open(file);
        var reading = EvidenceReader.Read(stream, file);
        return reading.Profile ?? SnapshotProfile.Of(reading.Snapshots[^1]);
    }
}
