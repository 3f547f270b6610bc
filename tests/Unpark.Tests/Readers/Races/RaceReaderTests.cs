using System.Globalization;
using System.Text;
using System.Text.Json;
using Unpark.Model;
using Unpark.Readers.Races;

namespace Unpark.Tests.Readers.Races;

public class RaceReaderTests
{
    public static IEnumerable<object[]> RaceFiles => TestData.Files("race-*.txt");

    [Theory]
    [MemberData(nameof(RaceFiles))]
    public void Every_recorded_log_reads_with_the_figures_of_its_expected_json(string version, string file)
    {
        var expected = TestData.Expected(version).GetProperty("files").GetProperty(file);
        var log = Read(File.ReadAllText(TestData.Path($"{version}/{file}")));

        Assert.Equal(expected.GetProperty("reports").GetInt32(), log.Races.Length);
        Assert.Equal(expected.GetProperty("found_line").GetString(), log.Counted?.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(expected.GetProperty("exit").GetString(), log.ExitStatus?.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(Pair(expected.GetProperty("first")[0]), Words(log.Races[0].Access));
        Assert.Equal(Pair(expected.GetProperty("previous")[0]), Words(log.Races[0].Previous[0]));
        Assert.Equal(Strings(expected.GetProperty("sites")), SitesIn(log, "example.com/race/"));
        Assert.Empty(log.Diagnostics);
    }

    [Fact]
    public void Accesses_creators_and_frames_are_read_as_printed()
    {
        var race = Assert.Single(Read(Report).Races);

        Assert.Equal(new RaceAccess(false, 0xc0000760f0, 0, Stack(("runtime.mapaccess1_faststr", "internal/runtime/maps/runtime.go", 115), ("main.main", "/app/main.go", 22))), race.Access);
        Assert.Equal(new RaceAccess(true, 0xc0000760f0, 7, Stack(("main.f.func1", "/app/main.go", 53))), Assert.Single(race.Previous));
        Assert.Equal(new RaceCreator(7, true, Stack(("main.f", "/app/main.go", 53))), Assert.Single(race.Creators));
        Assert.Equal(race.Creators[0], race.CreatorOf(race.Previous[0]));
        Assert.Null(race.CreatorOf(race.Access));
        Assert.Equal(2, race.Line);
    }

    [Theory]
    [InlineData("2026-11-21T04:47:16Z ")]
    [InlineData("2026-11-21T04:47:16.26Z stderr F ")]
    [InlineData("web-1  | ")]
    [InlineData("[12:00:01.007] ERROR   app: ")]
    public void A_prefix_of_every_line_does_no_harm(string prefix) =>
        Check(string.Concat(Report.Split('\n').SkipLast(1).Select(line => (prefix + line).TrimEnd(' ') + "\n")), Summary);

    [Fact]
    public void A_prefix_that_grows_and_shrinks_does_no_harm()
    {
        var number = 0;
        Check(string.Concat(Report.Split('\n').SkipLast(1).Select(line => $"2026-11-21T04:47:16.{number += 7}Z stderr F {line}\n")), Summary);
    }

    [Fact]
    public void Carriage_returns_at_line_ends_do_no_harm() => Check(Report.Replace("\n", "\r\n"), Summary);

    [Fact]
    public void Lines_of_other_writers_inside_a_report_are_skipped() =>
        Check(Report.Replace("\n", "\n2026/11/21 04:47:16 order 7: settled\n"), Summary);

    [Fact]
    public void A_report_that_is_never_closed_ends_when_too_much_else_follows()
    {
        var log = Read(Report[..Report.LastIndexOf("==================", StringComparison.Ordinal)] + string.Concat(Enumerable.Repeat("goroutine 1 [running]:\n", 300)) + Report);

        Assert.Equal(2, log.Races.Length);
        Assert.Contains("257 lines of something else follow", Assert.Single(log.Diagnostics).Message);
    }

    [Theory]
    [InlineData("{\"Time\":\"2026-11-21T04:47:16.276598412Z\",\"Action\":\"output\",\"Package\":\"a\",\"Output\":\"", "\\n\"}\n")]
    [InlineData("{\"log\":\"", "\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-21T04:47:16.2Z\"}\n")]
    public void Lines_inside_JSON_are_read(string before, string behind) =>
        Check(string.Concat(Report.Split('\n').SkipLast(1).Select(line => before + line + behind)), Summary);

    [Fact]
    public void Packages_of_go_test_that_write_at_the_same_time_are_told_apart()
    {
        var text = string.Concat(Report.Split('\n').SkipLast(1).Select(line => $"{{\"Package\":\"a\",\"Output\":\"{line}\\n\"}}\n{{\"Package\":\"b\",\"Output\":\"{line}\\n\"}}\n"));
        var log = Read(text);

        Assert.Equal([Summary, Summary], log.Races.Select(Describe));
        Assert.Empty(log.Diagnostics);
    }

    public static IEnumerable<object[]> TestOutputs => TestData.Files("race-test.jsonl");

    [Theory]
    [MemberData(nameof(TestOutputs))]
    public void The_output_of_go_test_as_JSON_holds_the_races_of_its_text(string version, string file)
    {
        var json = Read(File.ReadAllText(TestData.Path($"{version}/{file}")));
        var text = Read(File.ReadAllText(TestData.Path($"{version}/race-test.txt")));

        Assert.Equal(SitesIn(text, "example.com/race/"), SitesIn(json, "example.com/race/"));
        Assert.Equal(text.Races.Length, json.Races.Length);
        Assert.Empty(json.Diagnostics);
    }

    [Fact]
    public void A_stack_that_the_detector_could_not_restore_is_empty() =>
        Check("""
            ==================
            WARNING: DATA RACE
            Write at 0x00c00001 by goroutine 8:
              [failed to restore the stack]

            Previous read at 0x00c00001 by goroutine 7:
              main.f()
                  /app/main.go:9 +0x1
            ==================

            """, "write 8 in nothing, read 7 in main.f");

    // Both forms stand in the runtime's library, but no Go program here ever printed one.
    [Fact]
    public void Heap_blocks_and_global_variables_are_read()
    {
        var report = Report.Replace("Goroutine 7", "Heap block of size 48 at 0x00c0000760f0 allocated by main goroutine:\n  main.f()\n      /app/main.go:50 +0x9\n\nGoroutine 7", StringComparison.Ordinal);
        Assert.Equal(new RaceLocation("Heap block of size 48", null, Stack(("main.f", "/app/main.go", 50))), Assert.Single(Read(report).Races).Location);

        report = Report.Replace("Goroutine 7", "Global var main.total of size 8 at 0x00c0000760f0 declared at /app/main.go:12\n\nGoroutine 7", StringComparison.Ordinal);
        Assert.Equal(new RaceLocation("Global var main.total of size 8", new Frame("", "/app/main.go", 12), CallStack.Empty), Assert.Single(Read(report).Races).Location);
    }

    [Fact]
    public void Equal_frames_and_stacks_of_many_reports_are_one_object()
    {
        var races = Read(Report + Report).Races;

        Assert.Equal(2, races.Length);
        Assert.Same(races[0].Access.Stack, races[1].Access.Stack);
        Assert.Same(races[0].Creators[0].Stack.Frames[0], races[1].Creators[0].Stack.Frames[0]);
    }

    [Fact]
    public void The_counts_of_several_programs_are_added() =>
        Assert.Equal(5, Read(Report + "Found 2 data race(s)\nFound many data race(s)\nweb | Found 3 data race(s)\n").Counted);

    [Fact]
    public void A_report_cut_by_another_is_kept_as_far_as_it_goes()
    {
        var log = Read(Report[..Report.IndexOf("Goroutine 7", StringComparison.Ordinal)] + Report[Report.IndexOf("WARNING", StringComparison.Ordinal)..]);

        Assert.Equal(2, log.Races.Length);
        Assert.Empty(log.Races[0].Creators);
        Assert.Equal("line 2", Assert.Single(log.Diagnostics).Position);
    }

    [Fact]
    public void A_report_cut_anywhere_gives_its_accesses_and_a_diagnostic()
    {
        var opened = Report.IndexOf("WARNING: DATA RACE", StringComparison.Ordinal) + "WARNING: DATA RACE".Length;
        var closed = Report.LastIndexOf("==================", StringComparison.Ordinal) + "==================".Length;
        for (var length = 0; length < closed; length++)
        {
            var log = Read(Report[..length]);
            Assert.Equal(length < opened ? 0 : 1, log.Diagnostics.Length);
            Assert.InRange(log.Races.Length, 0, 1);
        }
        Assert.Empty(Read(Report[..closed]).Diagnostics);
    }

    [Fact]
    public void Reports_beyond_the_limit_are_counted_and_left_out()
    {
        var log = Read(Report + Report + Report, new() { MaxRaces = 1 });

        Assert.Single(log.Races);
        Assert.Contains("3 race reports exceed the limit of 1", Assert.Single(log.Diagnostics).Message);
    }

    [Fact]
    public void Mutated_logs_never_throw()
    {
        foreach (var seed in Enumerable.Range(1, 300))
        {
            var random = new Random(seed);
            var bytes = Encoding.UTF8.GetBytes(Report + Report);
            for (var i = random.Next(1, 30); i > 0; i--) bytes[random.Next(bytes.Length)] = " \n=:()0x+7RWGPab\r\0"u8[random.Next(18)];
            Assert.InRange(Read(Encoding.Latin1.GetString(bytes)).Races.Length, 0, 20);
        }
    }

    private const string Summary = "read 0 in runtime.mapaccess1_faststr < main.main, write 7 in main.f.func1, 7 from main.f";

    private const string Report = """
        ==================
        WARNING: DATA RACE
        Read at 0x00c0000760f0 by main goroutine:
          runtime.mapaccess1_faststr()
              internal/runtime/maps/runtime.go:115 +0x17
          main.main()
              /app/main.go:22 +0x45c

        Previous write at 0x00c0000760f0 by goroutine 7:
          main.f.func1()
              /app/main.go:53 +0x44

        Goroutine 7 (finished) created at:
          main.f()
              /app/main.go:53 +0x99
        ==================

        """;

    private static void Check(string text, string expected)
    {
        var log = Read(text);
        Assert.Equal(expected, Describe(Assert.Single(log.Races)));
        Assert.Empty(log.Diagnostics);
    }

    private static RaceLog Read(string text, ReaderLimits? limits = null)
    {
        var reader = new RaceReader("log", limits ?? ReaderLimits.Default);
        reader.Read(Encoding.UTF8.GetBytes(text), 1);
        return reader.Finish();
    }

    private static string Describe(Race race) => string.Join(", ",
        [.. ((RaceAccess[])[race.Access, .. race.Previous]).Select(access => $"{(access.Write ? "write" : "read")} {access.Goroutine} in {Functions(access.Stack)}"),
        .. race.Creators.Select(creator => $"{creator.Goroutine} from {Functions(creator.Stack)}")]);

    private static string Functions(CallStack stack) =>
        stack.Frames.IsEmpty ? "nothing" : string.Join(" < ", stack.Frames.Select(frame => frame.Function));

    private static CallStack Stack(params (string Function, string File, int Line)[] frames) =>
        new([.. frames.Select(frame => new Frame(frame.Function, frame.File, frame.Line))]);

    private static (string, string) Words(RaceAccess access) =>
        (access.Write ? "write" : "read", access.Goroutine == 0 ? "main goroutine" : $"goroutine {access.Goroutine}");

    private static (string, string) Pair(JsonElement pair) => (pair[0].GetString()!.ToLowerInvariant(), pair[1].GetString()!);

    private static IEnumerable<string> Strings(JsonElement array) => array.EnumerateArray().Select(item => item.GetString()!);

    private static IEnumerable<string> SitesIn(RaceLog log, string prefix) =>
        log.Races
            .SelectMany(race => (CallStack[])[race.Access.Stack, .. race.Previous.Select(access => access.Stack), .. race.Creators.Select(creator => creator.Stack)])
            .SelectMany(stack => stack.Frames)
            .Select(frame => frame.Place)
            .Where(place => place.StartsWith(prefix, StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);
}
