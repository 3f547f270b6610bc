using System.Text;
using Unpark.Model;
using Unpark.Model.Profiles;

namespace Unpark.Tests.Readers.Pprof;

public class TextProfileTests
{
    public static IEnumerable<object[]> All() => TestData.Files("*-debug1.txt");

    public static IEnumerable<object[]> OfGoroutines() => TestData.Files("goroutine*-debug1.txt");

    [Theory]
    [MemberData(nameof(All))]
    public void Every_record_of_a_real_profile_becomes_a_sample(string version, string file)
    {
        var reading = Read(TestData.Bytes($"{version}/{file}"));
        Assert.Empty(reading.Diagnostics);
        var lines = Encoding.UTF8.GetString(TestData.Bytes($"{version}/{file}")).Split('\n');
        var records = lines.Count(line => char.IsAsciiDigit(line.FirstOrDefault()) && line.Contains(" @", StringComparison.Ordinal));
        var frames = lines.Count(line => line.StartsWith("#\t0x", StringComparison.Ordinal) && line != "#\t0x0");
        var profile = reading.Profile!;
        Assert.Equal(records, profile.SampleCount);
        Assert.Equal(frames, Enumerable.Range(0, profile.SampleCount).Sum(sample => profile.Locations(sample).Length));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Totals_and_groups_are_those_expected(string version, string file)
    {
        if (!TestData.Expected(version).GetProperty("files").TryGetProperty(file, out var expected)) return;
        var profile = Read(TestData.Bytes($"{version}/{file}")).Profile!;
        Assert.Equal(expected.GetProperty("total").GetInt64(), Enumerable.Range(0, profile.SampleCount).Sum(sample => profile.Values(sample)[0]));
        Assert.Equal(expected.GetProperty("groups").GetInt32(), profile.SampleCount);
        Assert.Equal(expected.GetProperty("groups_with_labels").GetInt32(), Enumerable.Range(0, profile.SampleCount).Count(profile.HasLabels));
    }

    /// <summary>Text and protobuf of one moment: the same stacks, but for the runtime's leading frames that the text hides.</summary>
    [Theory]
    [MemberData(nameof(OfGoroutines))]
    public void The_text_form_holds_the_stacks_of_the_protobuf(string version, string file)
    {
        var text = Read(TestData.Bytes($"{version}/{file}")).Snapshots[0];
        var protobuf = Read(TestData.Bytes($"{version}/{file.Replace("-debug1.txt", ".pb.gz")}")).Snapshots[0];
        var (inText, inProtobuf) = (Stacks(text), Stacks(protobuf));
        var different = inText.Keys.Union(inProtobuf.Keys)
            .Where(stack => inText.GetValueOrDefault(stack) != inProtobuf.GetValueOrDefault(stack))
            .ToList();
        // Up to Go 1.24 the finalizer goroutine can take the place of another in a profile.
        if (different.Count == 1 && string.CompareOrdinal(version, "go1.25") < 0)
            Assert.Equal(1, Math.Abs(inText.GetValueOrDefault(different[0]) - inProtobuf.GetValueOrDefault(different[0])));
        else
            Assert.Empty(different);
    }

    private static SortedDictionary<string, long> Stacks(Snapshot snapshot)
    {
        var stacks = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var group in snapshot.Groups)
        {
            var frames = group.Stack.Frames.SkipWhile(frame => frame.Function.StartsWith("runtime.", StringComparison.Ordinal)).Select(frame => frame.ToString());
            var key = string.Join('\n', frames) + string.Join(',', group.Labels);
            // Elsewhere in each: main, the goroutine that takes the profile, the connection it is asked over, one that has not begun to run.
            if (key.Length == 0 || key.StartsWith("main.main ", StringComparison.Ordinal) || key.Contains("net/http", StringComparison.Ordinal)) continue;
            stacks[key] = stacks.GetValueOrDefault(key) + group.Count;
        }
        return stacks;
    }

    [Fact]
    public void A_log_around_the_profile_is_skipped() =>
        Check("2026/01/01 started\ngoroutine profile: total 2\n2 @ 0x1 0x2\n#\t0x1\tmain.a+0x1\t/a.go:1\n#\t0x2\tmain.b+0x1\t\t/b.go:22\n\n2026/01/01 bye\n", "2: main.a /a.go:1 < main.b /b.go:22");

    [Fact]
    public void Windows_line_ends_do_no_harm() =>
        Check("goroutine profile: total 2\r\n2 @ 0x1\r\n#\t0x1\tmain.a+0x1\t/a.go:1\r\n\r\n", "2: main.a /a.go:1");

    [Fact]
    public void A_last_line_without_a_line_feed_counts() =>
        Check("goroutine profile: total 2\n2 @ 0x1\n#\t0x1\tmain.a+0x1\t/a.go:1", "2: main.a /a.go:1");

    [Fact]
    public void Labels_are_unquoted_as_Go_quotes_them() =>
        Check("goroutine profile: total 1\n1 @ 0x1\n# labels: {\"a\":\"x \\\"y\\\" \\u00e9\\n\", \"b\":\"\"}\n#\t0x1\tmain.a+0x1\t/a.go:1\n\n", "1: main.a /a.go:1 {a=x \"y\" é\n,b=}");

    [Fact]
    public void A_leaked_main_in_Go_1_27_has_an_empty_stack() =>
        Check("goroutineleak profile: total 1\n1 @\n#\t0x0\n\n", "1: ");

    [Fact]
    public void Equal_stacks_with_other_labels_are_two_records() =>
        Check(
            "goroutine profile: total 2\n1 @ 0x1\n# labels: {\"k\":\"1\"}\n#\t0x1\tmain.a+0x1\t/a.go:1\n\n1 @ 0x1\n# labels: {\"k\":\"2\"}\n#\t0x1\tmain.a+0x1\t/a.go:1\n\n",
            "1: main.a /a.go:1 {k=1}", "1: main.a /a.go:1 {k=2}");

    [Fact]
    public void A_function_without_symbol_keeps_its_address() =>
        Check("threadcreate profile: total 1\n1 @ 0x4555\n#\t0x4554\n\n", "1: 0x4554");

    [Fact]
    public void Heap_figures_are_scaled_up_as_those_of_the_protobuf() =>
        Check("heap profile: 1: 512 [2: 1024] @ heap/1048576\n1: 512 [2: 1024] @ 0x1\n#\t0x1\tmain.a+0x1\t/a.go:1\n\n", "2049,1049088,1024,524544: main.a /a.go:1");

    [Fact]
    public void Cycles_of_a_block_profile_become_nanoseconds() =>
        Check("--- contention:\ncycles/second=2000000000\n1000 3 @ 0x1\n#\t0x1\tmain.a+0x1\t/a.go:1\n\n", "3,500: main.a /a.go:1");

    [Fact]
    public void A_profile_cut_in_the_middle_keeps_the_records_before_the_cut_and_says_so()
    {
        var reading = Check("goroutine profile: total 9\n2 @ 0x1\n#\t0x1\tmain.a+0x1\t/a.go:1\n\n7 @ 0x2 0x", "2: main.a /a.go:1");
        Assert.Contains(reading.Diagnostics, diagnostic => diagnostic.Message.Contains("the header says 9, the records hold 2", StringComparison.Ordinal));
        Assert.True(reading.Snapshots[0].Cut);
    }

    [Fact]
    public void A_dump_behind_the_profile_is_read_too()
    {
        var reading = Read(TestData.Bytes("go1.27.4/test-hook.txt"));
        Assert.Contains(reading.Snapshots, snapshot => snapshot.Kind == EvidenceKind.TextProfile);
        Assert.Contains(reading.Snapshots, snapshot => snapshot.Kind is EvidenceKind.Traceback or EvidenceKind.Crash);
        Assert.Equal(reading.Snapshots.Select(snapshot => snapshot.Line).Order(), reading.Snapshots.Select(snapshot => snapshot.Line));
    }

    [Fact]
    public void A_line_longer_than_the_limit_is_skipped_and_the_next_one_read()
    {
        var text = $"goroutine profile: total 2\n1 @ 0x1\n#\t0x1\tmain.{new string('x', 3_000_000)}+0x1\t/a.go:1\n#\t0x2\tmain.b+0x1\t/b.go:2\n\n1 @ 0x3\n#\t0x3\tmain.c+0x1\t/c.go:3\n";
        var reading = Check(text, "1: main.b /b.go:2", "1: main.c /c.go:3");
        Assert.Contains(reading.Diagnostics, diagnostic => diagnostic.Position == "line 3" && diagnostic.Message.Contains("MaxLine", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_saved_by_PowerShell_as_UTF16_is_read() =>
        Check([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("goroutine profile: total 2\r\n2 @ 0x1\r\n#\t0x1\tmain.a+0x1\t/a.go:1\r\n\r\n")], "2: main.a /a.go:1");

    private static Reading Check(string text, params string[] samples) => Check(Encoding.UTF8.GetBytes(text), samples);

    private static Reading Check(byte[] text, params string[] samples)
    {
        var reading = Read(text);
        var profile = reading.Profile!;
        Assert.Equal(samples, Enumerable.Range(0, profile.SampleCount).Select(sample => Show(profile, sample)));
        return reading;
    }

    private static string Show(Profile profile, int sample)
    {
        var places = new List<string>();
        foreach (var location in profile.Locations(sample))
            places.Add(profile.Frames(location) is [var frame, ..] ? profile.Frame(frame).ToString() : $"0x{profile.Address(location):x}");
        var labels = profile.HasLabels(sample) ? $" {{{string.Join(',', profile.Labels(sample).Select(label => $"{label.Key}={label.Value}"))}}}" : "";
        return $"{string.Join(',', profile.Values(sample).ToArray())}: {string.Join(" < ", places)}{labels}";
    }

    private static Reading Read(byte[] bytes) => EvidenceReader.Read(new MemoryStream(bytes), "evidence");
}
