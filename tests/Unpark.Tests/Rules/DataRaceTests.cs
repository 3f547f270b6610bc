using System.Collections.Immutable;
using Unpark.Findings;

namespace Unpark.Tests.Rules;

public class DataRaceTests
{
    [Theory]
    [InlineData("race-map.txt", "write at main.go:53 races with read at main.go:", "sync.Map")]
    [InlineData("race-main.txt", "write at main.go:92 races with write at main.go:94", "go.mod says a version below 1.22")]
    [InlineData("race-heap.txt", "write at main.go:46 races with read at main.go:49", "hold the same lock")]
    [InlineData("race-global.txt", "main.go:34 races with itself: it reads and writes the same memory in several goroutines", "atomic.Int64")]
    [InlineData("race-slice.txt", "main.go:63 races with itself: it reads and writes the same memory in several goroutines", "Do not append")]
    [InlineData("race-chan.txt", "write at main.go:78 races with read at main.go:76", "Close the channel once")]
    [InlineData("race-test.txt", "write at race_test.go:8 races with write at race_test.go:9", "go.mod says a version below 1.22")]
    public void Each_recorded_race_is_one_proven_finding_with_a_fix_that_fits(string file, string title, string fix)
    {
        foreach (var version in TestData.GoVersions.Where(version => File.Exists(TestData.Path($"{version}/{file}"))))
        {
            var finding = Assert.Single(Of(TestData.Bytes($"{version}/{file}")));
            Assert.Equal(("UP8001", Confidence.Proven, Level.Error, FindingClass.Race), (finding.Rule.Id, finding.Confidence, finding.Level, finding.Class));
            Assert.StartsWith(title, finding.Title, StringComparison.Ordinal);
            Assert.Contains(fix, finding.Fix);
        }
    }

    [Fact]
    public void A_finding_says_who_did_it_where_it_was_started_and_how_often_it_was_seen()
    {
        var finding = Assert.Single(Of([.. TestData.Bytes("go1.27.4/race-map.txt"), .. TestData.Bytes("go1.27.4/race-map.txt")]));

        Assert.Equal(2, finding.Count);
        Assert.Equal("main.raceMap example.com/race/main.go:53", finding.CreatedBy?.ToString());
        Assert.Contains("the write at main.go:53 is in main.raceMap.func1, through runtime.mapassign_faststr, by a goroutine started at main.go:53", finding.Because);
        Assert.Contains("the read at main.go:22 is in main.main, through runtime.mapaccess1_faststr, by the main goroutine", finding.Because);
        Assert.Contains("2 reports show this pair of lines", finding.Because);
    }

    [Fact]
    public void Which_access_the_detector_noticed_first_makes_no_difference()
    {
        var one = Assert.Single(Of(Report("Write", "f", 10, "read", "g", 20)));
        var other = Assert.Single(Of(Report("Read", "g", 20, "write", "f", 10)));

        Assert.Equal(one.Fingerprint, other.Fingerprint);
        Assert.Equal(one.Title, other.Title);
    }

    [Fact]
    public void Moved_lines_keep_the_fingerprint_and_other_functions_change_it()
    {
        var finding = Assert.Single(Of(Report("Write", "f", 10, "read", "g", 20)));

        Assert.Equal(finding.Fingerprint, Assert.Single(Of(Report("Write", "f", 12, "read", "g", 25))).Fingerprint);
        Assert.NotEqual(finding.Fingerprint, Assert.Single(Of(Report("Write", "f", 10, "read", "h", 20))).Fingerprint);
    }

    [Fact]
    public void Different_pairs_of_lines_in_the_same_functions_are_different_findings() =>
        Assert.Equal(2, Of(Report("Write", "f", 10, "read", "g", 20) + Report("Write", "f", 10, "read", "g", 21)).Select(finding => finding.Fingerprint).Distinct().Count());

    [Theory]
    [InlineData("sync/atomic.AddInt64()\n      runtime/race_amd64.s:289 +0xb\n  ", "Make every access atomic")]
    [InlineData("sync.(*WaitGroup).Add()\n      sync/waitgroup.go:120 +0xb\n  ", "Call Add before the go statement")]
    [InlineData("runtime.growslice()\n      runtime/slice.go:178 +0xb\n  ", "Do not append")]
    [InlineData("internal/runtime/maps.(*Iter).Next()\n      internal/runtime/maps/table.go:90 +0xb\n  ", "sync.Mutex around every access to the map")]
    [InlineData("", "hold the same lock")]
    public void The_functions_on_top_of_the_stacks_decide_the_fix(string top, string fix) =>
        Assert.Contains(fix, Assert.Single(Of(Report("Write", top + "main.f", 10, "read", "main.g", 20, package: ""))).Fix);

    [Fact]
    public void Two_methods_of_one_library_type_name_the_type()
    {
        const string Write = "bytes.(*Buffer).Write()\n      bytes/buffer.go:170 +0x1\n  main.f";
        const string Reset = "bytes.(*Buffer).Reset()\n      bytes/buffer.go:90 +0x1\n  main.g";
        Assert.Contains("Do not share one bytes.Buffer", Assert.Single(Of(Report("Write", Write, 10, "write", Reset, 20, package: ""))).Fix);
    }

    [Fact]
    public void A_stack_that_is_lost_is_said_and_not_guessed()
    {
        var finding = Assert.Single(Of(Report("Write", "f", 10, "read", "g", 20).Replace("  main.g()\n      /app/a.go:20 +0x1\n", "  [failed to restore the stack]\n", StringComparison.Ordinal)));

        Assert.Equal("write at a.go:10 races with read at a place the detector could not restore", finding.Title);
        Assert.Contains(finding.Because, reason => reason.Contains("GORACE=history_size=7", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_report_gives_the_same_findings_whatever_else_the_log_holds() =>
        Assert.Single(Of([.. TestData.Bytes("go1.27.4/race-global.txt"), .. TestData.Bytes("go1.27.4/goroutine-debug2.txt")]), finding => finding.Rule.Id == "UP8001");

    private static string Report(string access, string function, int line, string previous, string other, int otherLine, string package = "main.") => $"""
        ==================
        WARNING: DATA RACE
        {access} at 0x00c0000760f0 by goroutine 8:
          {package}{function}()
              /app/a.go:{line} +0x1

        Previous {previous} at 0x00c0000760f0 by goroutine 7:
          {package}{other}()
              /app/a.go:{otherLine} +0x1

        Goroutine 7 (finished) created at:
          main.main()
              /app/a.go:5 +0x99
        ==================

        """;

    private static ImmutableArray<Finding> Of(string text) => Of(System.Text.Encoding.UTF8.GetBytes(text));

    private static ImmutableArray<Finding> Of(byte[] text) => Diagnosis.Of([EvidenceReader.Read(new MemoryStream(text), "log")]).Findings;
}
