using System.Text;
using Unpark.Model;
using Unpark.Readers.Tracebacks;

namespace Unpark.Tests.Readers.Tracebacks;

/// <summary>How the text is cut into blocks, and who parses them, must not show.</summary>
public class ChunkTests
{
    public static TheoryData<string> Texts() =>
    [
        "go1.27.4/goroutine-debug2.txt", "go1.27.4/sigquit.txt", "go1.19.8/sigquit.txt", "go1.22.12/panic-multiline.txt", "go1.22.12/mapwrite.txt",
        "go1.27.4/test-hook.txt", "go1.27.4/frames-system.txt", "go1.24.4/synctest-TestStates.txt", "go1.27.4/stack-overflow.txt", "go1.27.4/goexit.txt",
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public void The_same_is_read_from_blocks_of_any_size_by_any_number_of_threads(string name)
    {
        var bytes = TestData.Bytes(name);
        var whole = TracebackReading.Describe(TracebackReading.Of(bytes, name));
        foreach (var blockSize in new[] { 1, 2, 3, 7, 16, 61, 256, 1000, 4096, 30_000 })
        {
            foreach (var threads in new[] { 1, 2, 3 }) Check(bytes, name, blockSize, threads, whole);
        }
    }

    [Fact]
    public void The_same_is_read_from_a_log_of_many_dumps_in_blocks_of_any_size()
    {
        var log = new StringBuilder();
        foreach (var name in new[] { "go1.26.11/goroutine-debug2.txt", "go1.21.13/deadlock.txt", "go1.27.4/goroutine-debug2.txt", "go1.25.12/panic.txt", "go1.27.4/goroutine-debug2.txt" })
            log.Append("2026/11/21 04:47:18 server: a line of the program's own log (nothing special)\n").Append(File.ReadAllText(TestData.Path(name)));
        var bytes = Encoding.UTF8.GetBytes(log.ToString());
        var whole = TracebackReading.Of(bytes);
        Assert.Equal([78, 1, 78, 1, 78], whole.Snapshots.Select(snapshot => snapshot.Total));
        foreach (var blockSize in new[] { 100, 5000, 50_000 }) Check(bytes, "dump.txt", blockSize, 3, TracebackReading.Describe(whole));
    }

    [Fact]
    public void A_stream_that_gives_a_byte_at_a_time_is_read_like_any_other()
    {
        var bytes = TestData.Bytes("go1.27.4/goroutine-debug2.txt");
        using var trickle = new TricklingStream(bytes);
        Assert.Equal(TracebackReading.Describe(TracebackReading.Of(bytes)),
            TracebackReading.Describe(TracebackReader.Read(trickle, "dump.txt", ReaderLimits.Default, CancellationToken.None)));
    }

    [Fact]
    public void A_dump_with_carriage_returns_is_the_same_dump()
    {
        var text = File.ReadAllText(TestData.Path("go1.27.4/sigquit.txt"));
        Assert.Equal(TracebackReading.Describe(TracebackReading.Of(text)), TracebackReading.Describe(TracebackReading.Of(text.Replace("\n", "\r\n"))));
    }

    private static void Check(byte[] bytes, string name, int blockSize, int threads, string expected)
    {
        using var stream = new MemoryStream(bytes);
        var reading = TracebackReader.Read(stream, name, ReaderLimits.Default with { Threads = threads }, blockSize, CancellationToken.None);
        Assert.True(expected == TracebackReading.Describe(reading), $"{name} reads differently in blocks of {blockSize} with {threads} threads");
    }

    private sealed class TricklingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(1, buffer.Length)]);
    }
}
