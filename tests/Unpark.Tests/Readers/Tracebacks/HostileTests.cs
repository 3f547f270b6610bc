using System.Text;
using Unpark.Model;
using Unpark.Readers.Tracebacks;

namespace Unpark.Tests.Readers.Tracebacks;

/// <summary>What no runtime prints: cut files, damage, sizes.</summary>
public class HostileTests
{
    private static readonly string[] Names =
    [
        "go1.27.4/goroutine-debug2.txt", "go1.27.4/sigquit.txt", "go1.22.12/panic-multiline.txt", "go1.27.4/test-hook.txt", "go1.26.11/labels-debug2.txt",
        "go1.27.4/panic-test-timeout.jsonl", "go1.19.8/cgo.txt", "go1.27.4/frames-system.txt",
    ];

    [Theory]
    [InlineData("go1.27.4/labels-debug2.txt")]
    [InlineData("go1.21.13/deadlock-mutex.txt")]
    [InlineData("go1.27.4/panic-test-timeout.txt")]
    public void A_dump_cut_anywhere_keeps_the_goroutines_before_the_cut(string name)
    {
        var bytes = TestData.Bytes(name);
        long before = 0;
        for (var length = 0; length <= bytes.Length; length++)
        {
            var total = TracebackReading.Of(bytes[..length]).Snapshots.Sum(snapshot => snapshot.Total);
            Assert.True(total >= before, $"{total} goroutines in the first {length} bytes, {before} in one fewer");
            before = total;
        }
        Assert.Equal(TracebackReading.Of(bytes).Snapshots.Sum(snapshot => snapshot.Total), before);
    }

    [Theory]
    [InlineData("goroutine 2 [sel", 1)]
    [InlineData("goroutine 2 [select]:\n", 1)]
    [InlineData("goroutine 2 [select]:\nmain.work(0x", 1)]
    [InlineData("goroutine 2 [select]:\nmain.work(0x1)\n", 1)]
    [InlineData("goroutine 2 [select]:\nmain.work(0x1)\n\t/a.g", 1)]
    [InlineData("goroutine 2 [select]:\nmain.work(0x1)\n\t/a.go:1 +0x1d\nma", 2)]
    [InlineData("goroutine 2 [select]:\nmain.work(0x1)\n\t/a.go:1 +0x1d\ncreated by main.ma", 2)]
    [InlineData("goroutine 2 [select]:\nmain.work(0x1)\n\t/a.go:1 +0x1d\ncreated by main.main in goroutine 1\n\t/b.go:", 2)]
    public void A_cut_is_said_and_what_was_read_of_the_last_goroutine_kept(string rest, int kept)
    {
        var reading = TracebackReading.Of("goroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1d\n\n" + rest);
        var snapshot = reading.Snapshots.Single();
        Assert.True(snapshot.Cut);
        Assert.Equal(kept, snapshot.Total);
        Assert.Equal(kept - 1, snapshot.Groups.Count(group => group.Stack.Elided == -1));
        Assert.Equal($"dump.txt: the dump ends in the middle of a goroutine; {kept} goroutines are kept{(kept == 2 ? ", the last as far as it goes" : "")}, those behind are missing",
            Assert.Single(reading.Diagnostics).ToString());
    }

    [Fact]
    public void A_half_goroutine_that_is_all_there_is_is_kept_as_far_as_it_goes()
    {
        var snapshot = TracebackReading.Of("goroutine 7 [running]:\nmain.f()\n\t/a.go:1 +0x1d\nmain.g(0x").Snapshots.Single();
        Assert.True(snapshot.Cut);
        Assert.Equal((1, -1), (snapshot.Groups.Single().Stack.Frames.Length, snapshot.Groups.Single().Stack.Elided));
    }

    [Fact]
    public void A_dump_of_64_MiB_is_one_that_net_http_pprof_cut()
    {
        var text = new StringBuilder("goroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1d\n\n");
        for (var id = 2; text.Length < 64 << 20; id++) text.Append($"goroutine {id} [select]:\nmain.f(0xc000012345)\n\t/a.go:1 +0x1d\ncreated by main.main in goroutine 1\n\t/a.go:2 +0x1d\n\n");
        var reading = TracebackReading.Of(text.ToString(0, 64 << 20));
        Assert.True(reading.Snapshots.Single().Cut);
        Assert.Contains("at 64 MiB, where net/http/pprof stops writing", reading.Diagnostics.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_without_a_place_is_left_out_and_said()
    {
        var reading = TracebackReading.Of("goroutine 912 [select]:\nmain.f()\n\t/a.go:1 +0x1d\nmain.worker.func1()\ncreated by main.start\n\t/a.go:2 +0x1d\n");
        Assert.Equal(["main.f"], reading.Snapshots.Single().Groups.Single().Stack.Frames.Select(frame => frame.Function));
        Assert.Equal("dump.txt: line 5: expected \"<file>:<line>\" after main.worker.func1, found \"created by main.start\"; goroutine 912 kept without this frame",
            reading.Diagnostics.Single().ToString());
    }

    [Fact]
    public void Damaged_dumps_are_read_without_an_exception()
    {
        foreach (var name in Names)
        {
            var bytes = TestData.Bytes(name);
            for (var seed = 1; seed <= 60; seed++)
            {
                var damaged = new Mutator(seed).Damage(bytes);
                using var stream = new MemoryStream(damaged);
                using var again = new MemoryStream(damaged);
                var reading = TracebackReader.Read(stream, name, ReaderLimits.Default, CancellationToken.None);
                var inBlocks = TracebackReader.Read(again, name, ReaderLimits.Default with { Threads = 2 }, 2000, CancellationToken.None);
                Assert.True(TracebackReading.Describe(reading) == TracebackReading.Describe(inBlocks), $"{name}, seed {seed}: differs in blocks");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 26)]
    public void Zeros_are_text_without_goroutines(int count) => CheckNothing(new byte[count]);

    [Fact]
    public void A_picture_is_text_without_goroutines()
    {
        var picture = new byte[200_000];
        new Random(7).NextBytes(picture);
        "\xff\xd8\xff\xe0\0\u0010JFIF"u8.CopyTo(picture);
        CheckNothing(picture);
    }

    [Fact]
    public void Stacks_deeper_than_the_limit_are_cut_there()
    {
        var frames = string.Concat(Enumerable.Range(1, 50).Select(n => $"main.f{n}()\n\t/a.go:{n} +0x1d\n"));
        var stack = TracebackReading.Of($"goroutine 1 [select]:\n{frames}\n", ReaderLimits.Default with { MaxFrames = 20 }).Snapshots.Single().Groups.Single().Stack;
        Assert.Equal((20, 30, 20), (stack.Frames.Length, stack.Elided, stack.ElidedAt));
    }

    [Fact]
    public void Goroutines_groups_and_snapshots_beyond_the_limits_are_counted_and_said()
    {
        var text = new StringBuilder();
        for (var id = 1; id <= 100; id++) text.Append($"goroutine {id} [select]:\nmain.f{id % 10}()\n\t/a.go:{id % 10} +0x1d\n\n");
        var few = TracebackReading.Of(text.ToString(), ReaderLimits.Default with { MaxGroups = 3, MaxGoroutines = 50 });
        Assert.Equal(100, few.Snapshots.Single().Total);
        Assert.Equal(100, few.Snapshots.Single().Groups.Sum(group => group.Count));
        Assert.Equal(50, few.Snapshots.Single().Groups.Sum(group => group.Goroutines.Length));
        Assert.Contains(few.Diagnostics, diagnostic => diagnostic.Message.Contains("ReaderLimits.MaxGroups", StringComparison.Ordinal));
        Assert.Contains(few.Diagnostics, diagnostic => diagnostic.Message.Contains("ReaderLimits.MaxGoroutines", StringComparison.Ordinal));

        var running = string.Concat(Enumerable.Range(1, 30).Select(id => $"goroutine {id} [running]:\nmain.f()\n\t/a.go:1 +0x1d\n\n"));
        var first = TracebackReading.Of(running, ReaderLimits.Default with { MaxSnapshots = 10 });
        Assert.Equal(10, first.Snapshots.Length);
        Assert.Contains("20 snapshots beyond 10", first.Diagnostics.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reading_stops_when_it_is_cancelled()
    {
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        using var stream = new MemoryStream(TestData.Bytes("go1.27.4/sigquit.txt"));
        Assert.Throws<OperationCanceledException>(() => TracebackReader.Read(stream, "dump.txt", ReaderLimits.Default, stopped.Token));
    }

    private static void CheckNothing(byte[] bytes)
    {
        var reading = TracebackReading.Of(bytes);
        Assert.Empty(reading.Snapshots);
        Assert.True(reading.Diagnostics[^1].Fatal);
    }
}
