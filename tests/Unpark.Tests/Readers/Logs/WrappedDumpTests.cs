using System.Globalization;
using System.Text;
using System.Text.Json;
using Unpark.Model;
using Unpark.Readers.Tracebacks;
using Unpark.Tests.Readers.Tracebacks;

namespace Unpark.Tests.Readers.Logs;

/// <summary>A real dump behind the prefixes of real loggers reads like the dump itself.</summary>
public class WrappedDumpTests
{
    private static readonly DateTimeOffset Time = new(2026, 11, 21, 4, 47, 18, TimeSpan.Zero);

    private static readonly Dictionary<string, Func<string, int, string>> LineForms = new(StringComparer.Ordinal)
    {
        ["CRI"] = (line, n) => $"{Stamp(n)} stderr F {line}",
        ["standard log"] = (line, n) => $"{At(n):yyyy/MM/dd HH:mm:ss} {line}",
        ["standard log with file"] = (line, n) => $"{At(n):yyyy/MM/dd HH:mm:ss.ffffff} main.go:12: {line}",
        ["klog"] = (line, n) => $"E1121 {At(n):HH:mm:ss.ffffff}   12345 main.go:30] {line}",
        ["zap console"] = (line, n) => $"{At(n):yyyy-MM-ddTHH:mm:ss.fff}Z\tERROR\tapp/main.go:30\t{line}",
        ["logrus console"] = (line, n) => $"ERRO[{n:0000}] {line}".Replace($"[{n:0000}]", "[0012]", StringComparison.Ordinal),
        ["syslog"] = (line, n) => $"Nov 21 {At(n):HH:mm:ss} web-0 app[123]: {line}",
        ["rsyslog"] = (line, n) => $"{Stamp(n)} web-0 app[123]: {line.Replace("\t", "#011", StringComparison.Ordinal)}",
        ["journald"] = (line, n) => $"Nov 21 {At(n):HH:mm:ss.ffffff} web-0 app[123]: {line}",
        ["kubectl --prefix"] = (line, _) => $"[pod/web-6d4cf56db6-x2x7k/app] {line}",
        ["kubectl --prefix --timestamps"] = (line, n) => $"[pod/web-0/app] {Stamp(n)} {line}",
        ["stern"] = (line, _) => $"web-0 app {line}",
        ["docker compose"] = (line, _) => $"svc-1  | {line}",
        ["docker compose, blanks at the end cut"] = (line, _) => $"svc-1  | {line}".TrimEnd(' '),
        ["docker compose --timestamps"] = (line, n) => $"svc-1  | {Stamp(n)} {line}",
        ["indented by four blanks"] = (line, _) => $"    {line}",
        ["docker json-file"] = (line, n) => JsonSerializer.Serialize(new { log = line + "\n", stream = "stderr", time = Stamp(n) }),
        ["go test -json"] = (line, n) => JsonSerializer.Serialize(new { Time = Stamp(n), Action = "output", Package = "example.com/a", Test = $"Test{n % 3}", Output = line + "\n" }),
        ["a JSON object for each line"] = (line, n) => JsonSerializer.Serialize(new { level = "error", ts = Stamp(n), msg = line }),
        ["CRI around JSON"] = (line, n) => $"{Stamp(n)} stdout F " + JsonSerializer.Serialize(new { ts = Stamp(n), msg = line }),
    };

    private static readonly Dictionary<string, Func<string, string>> WholeForms = new(StringComparer.Ordinal)
    {
        ["standard log"] = dump => $"{Time:yyyy/MM/dd HH:mm:ss} dump: {dump}",
        ["JSON string"] = dump => JsonSerializer.Serialize(new { level = "error", time = Stamp(0), stack = dump, more = "\"quoted\"" }) + "\n",
        ["JSON string behind words"] = dump => JsonSerializer.Serialize(new { level = "error", time = Stamp(0), msg = "recovered:\n" + dump }) + "\n",
        ["JSON inside JSON"] = dump => JsonSerializer.Serialize(new { log = JsonSerializer.Serialize(new { stack = dump }) + "\n", stream = "stdout", time = Stamp(0) }) + "\n",
        ["logrus text"] = dump => $"time=\"{Stamp(0)}\" level=error msg={JsonSerializer.Serialize(dump)} pid=7\n",
    };

    public static TheoryData<string, string> Cases()
    {
        var data = new TheoryData<string, string>();
        foreach (var form in LineForms.Keys)
        {
            foreach (var name in new[] { "go1.27.4/goroutine-debug2.txt", "go1.22.12/sigquit.txt", "go1.27.4/panic-test-timeout.txt", "go1.26.11/labels-debug2.txt", "go1.27.4/labels-debug2.txt" }) data.Add(form, name);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_dump_with_a_prefix_on_each_line_reads_like_the_dump(string form, string name) =>
        Check(Wrap(File.ReadAllText(TestData.Path(name)), LineForms[form]), name);

    public static TheoryData<string> Wholes() => [.. WholeForms.Keys];

    [Theory]
    [MemberData(nameof(Wholes))]
    public void A_dump_logged_as_one_message_reads_like_the_dump(string form)
    {
        const string name = "go1.27.4/goroutine-debug2.txt";
        Check("something before\n" + WholeForms[form](File.ReadAllText(TestData.Path(name))) + "something behind\n", name);
    }

    [Fact]
    public void A_message_prefix_inside_a_container_s_prefix_is_taken_off()
    {
        const string name = "go1.27.4/goroutine-debug2.txt";
        var dump = "2026/11/21 04:47:18 recovered: " + File.ReadAllText(TestData.Path(name));
        Check(Wrap(dump, LineForms["CRI"]), name);
        Check(Wrap(dump, LineForms["docker json-file"]), name);
    }

    [Fact]
    public void Two_programs_that_dump_into_one_log_at_once_are_told_apart()
    {
        const string first = "go1.27.4/goroutine-debug2.txt", second = "go1.24.4/goroutine-debug2.txt";
        var log = Interleave(Wrap(File.ReadAllText(TestData.Path(first)), (line, _) => $"svc-1  | {line}"), Wrap(File.ReadAllText(TestData.Path(second)), (line, _) => $"svc-2  | {line}"));
        var reading = TracebackReading.Of(log);
        Assert.Equal(2, reading.Snapshots.Length);
        Assert.Equal(Groups(TracebackReading.OfFile(first)), Groups(reading with { Snapshots = [reading.Snapshots[0]] }));
        Assert.Equal(Groups(TracebackReading.OfFile(second)), Groups(reading with { Snapshots = [reading.Snapshots[1]] }));
    }

    [Fact]
    public void Lines_of_another_stream_between_those_of_a_dump_do_no_harm()
    {
        const string name = "go1.27.4/goroutine-debug2.txt";
        var noise = string.Concat(Enumerable.Range(0, 900).Select(n => $"{Stamp(n)} stdout F GET /v1/orders/{n} (200)\n"));
        Check(Interleave(Wrap(File.ReadAllText(TestData.Path(name)), LineForms["CRI"]), noise), name);
    }

    [Fact]
    public void A_log_with_clean_and_wrapped_dumps_gives_them_all()
    {
        const string name = "go1.27.4/goroutine-debug2.txt";
        var dump = File.ReadAllText(TestData.Path(name));
        var reading = TracebackReading.Of(dump + "then a container:\n" + Wrap(dump, LineForms["CRI"]) + "and none:\n" + dump + WholeForms["JSON string"](dump));
        Assert.Equal([78, 78, 78, 78], reading.Snapshots.Select(snapshot => snapshot.Total));
        Assert.Single(reading.Snapshots.Select(snapshot => Groups(reading with { Snapshots = [snapshot] })).Distinct());
    }

    [Fact]
    public void A_long_line_that_a_container_runtime_wrote_in_pieces_is_one_line()
    {
        var dump = File.ReadAllText(TestData.Path("go1.27.4/deadlock.txt"));
        var broken = dump.Replace("main.main()\n", "main.\nmain()\n", StringComparison.Ordinal);
        var wrapped = Wrap(broken, LineForms["CRI"]).Replace("stderr F main.\n", "stderr P main.\n", StringComparison.Ordinal);
        Assert.Equal(Groups(TracebackReading.Of(dump)), Groups(TracebackReading.Of(wrapped)));
    }

    [Theory]
    [InlineData("CRI")]
    [InlineData("standard log")]
    [InlineData("docker json-file")]
    [InlineData("docker compose --timestamps")]
    public void The_time_of_the_header_s_line_is_when_it_was_taken(string form) =>
        Assert.Equal(Time, TracebackReading.Of(Wrap(File.ReadAllText(TestData.Path("go1.27.4/goroutine-debug2.txt")), LineForms[form])).Snapshots.Single().TakenAt);

    [Fact]
    public void A_line_above_the_dump_tells_its_time_and_an_empty_one_between_them_does_not()
    {
        var dump = File.ReadAllText(TestData.Path("go1.27.4/labels-debug2.txt"));
        Assert.Equal(Time, TracebackReading.Of("2026-11-21T05:47:18+01:00 dump follows\n" + dump).Snapshots.Single().TakenAt);
        Assert.Equal(Time, TracebackReading.Of("2026/11/21 04:47:18 http: panic serving 127.0.0.1:1: boom\n" + dump).Snapshots.Single().TakenAt);
        Assert.Null(TracebackReading.Of("2026/11/21 04:47:18 listening\n\n" + dump).Snapshots.Single().TakenAt);
        Assert.Null(TracebackReading.Of("Nov 21 04:47:18 no year\n" + dump).Snapshots.Single().TakenAt);
    }

    [Fact]
    public void The_line_of_a_wrapped_dump_is_that_of_the_log()
    {
        var log = string.Concat(Enumerable.Range(0, 5000).Select(n => $"{Stamp(n)} stderr F line {n}\n")) + Wrap(File.ReadAllText(TestData.Path("go1.27.4/goroutine-debug2.txt")), LineForms["CRI"]);
        Assert.Equal(5001, TracebackReading.Of(log).Snapshots.Single().Line);
    }

    public static TheoryData<string> Versions() => [.. TestData.GoVersions.Where(version => File.Exists(TestData.Path($"{version}/panic-test-timeout.jsonl")))];

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_test_time_out_in_go_test_json_is_the_one_of_the_plain_output(string version)
    {
        var snapshot = TracebackReading.OfFile($"{version}/panic-test-timeout.jsonl").Snapshots.Single();
        var plain = TracebackReading.OfFile($"{version}/panic-test-timeout.txt").Snapshots.Single();
        Assert.Equal(CrashKind.TestTimeout, snapshot.Crash!.Kind);
        Assert.Equal(plain.Crash!.RunningTests.Length, snapshot.Crash.RunningTests.Length);
        Assert.Equal(Leaves(plain), Leaves(snapshot));
        Assert.Equal(2026, snapshot.TakenAt!.Value.Year);
    }

    // Two runs of one program: the order differs.
    private static IEnumerable<string> Leaves(Snapshot snapshot) =>
        snapshot.Groups.Select(group => $"{group.State} {group.Stack.Leaf}").Order(StringComparer.Ordinal);

    [Fact]
    public void Words_about_a_goroutine_are_no_goroutine() =>
        Assert.Empty(TracebackReading.Of("12:00 look at goroutine 5 [running]:\n12:01 it hangs\n12:02 in goroutine 7 [select]: really\n").Snapshots);

    [Theory]
    [InlineData(100)]
    [InlineData(3000)]
    public void A_wrapped_dump_reads_the_same_in_blocks_of_any_size(int blockSize)
    {
        foreach (var (form, wrap) in LineForms)
        {
            var log = Encoding.UTF8.GetBytes("before\n" + Wrap(File.ReadAllText(TestData.Path("go1.27.4/panic-test-timeout.txt")), wrap));
            using var stream = new MemoryStream(log);
            var reading = TracebackReader.Read(stream, "dump.txt", ReaderLimits.Default, blockSize, CancellationToken.None);
            Assert.True(TracebackReading.Describe(TracebackReading.Of(log)) == TracebackReading.Describe(reading), form);
        }
    }

    private static void Check(string log, string name)
    {
        var reading = TracebackReading.Of(log);
        Assert.Equal(Groups(TracebackReading.OfFile(name)), Groups(reading));
        Assert.Empty(reading.Diagnostics);
    }

    private static string Groups(Reading reading) => TracebackReading.Describe(reading, withPlace: false);

    private static string Wrap(string dump, Func<string, int, string> form) =>
        string.Concat(dump.TrimEnd('\n').Split('\n').Select((line, n) => form(line, n) + "\n"));

    private static string Interleave(string first, string second)
    {
        var log = new StringBuilder();
        var others = new Queue<string>(second.TrimEnd('\n').Split('\n'));
        foreach (var line in first.TrimEnd('\n').Split('\n'))
        {
            log.Append(line).Append('\n');
            if (others.TryDequeue(out var other)) log.Append(other).Append('\n');
        }
        while (others.TryDequeue(out var other)) log.Append(other).Append('\n');
        return log.ToString();
    }

    private static DateTimeOffset At(int line) => Time.AddMilliseconds(line / 10 * 7);

    // As RFC 3339 with trailing zeros left out, so that its length changes.
    private static string Stamp(int line) => At(line).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + "Z";
}
