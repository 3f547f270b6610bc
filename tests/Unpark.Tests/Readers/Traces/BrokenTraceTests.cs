using Unpark.Knowledge.Traces;
using Unpark.Model;
using Unpark.Readers.Traces;
using static Unpark.Tests.Readers.Traces.TraceBuilder;

namespace Unpark.Tests.Readers.Traces;

public class BrokenTraceTests
{
    private const ulong Huge = 1UL << 60;

    public static IEnumerable<object[]> Traces => TestData.Files("trace.out").Concat(TestData.Files("flight.out"));

    [Theory]
    [MemberData(nameof(Traces))]
    public void A_trace_cut_anywhere_is_read_as_far_as_it_goes_and_says_so(string version, string file)
    {
        var whole = TestData.Bytes($"{version}/{file}");
        var goroutines = Check(whole).Snapshots[0].Total;
        for (var length = TraceFormat.HeaderLength; length < whole.Length; length += 1 + (whole.Length / 200))
        {
            var reading = Check(whole[..length]);
            Assert.NotNull(reading.Trace);
            Assert.InRange(reading.Snapshots[0].Total, 0, goroutines + 20);
            if (length < whole.Length - 1) Assert.NotEmpty(reading.Diagnostics);
        }
    }

    [Fact]
    public void A_trace_cut_in_its_last_generation_ends_with_the_state_before_it()
    {
        var flight = TestData.Bytes("go1.27.4/flight.out");
        var cut = Check(flight[..^10]);

        Assert.Equal(2, cut.Trace!.Generations);
        Assert.True(cut.Snapshots[0].Cut);
        Assert.All(cut.Snapshots[0].Groups.Where(group => group.State == WaitReason.ChanReceive), group => Assert.NotEmpty(group.Stack.Frames));
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public void Damaged_traces_never_throw(string version, string file)
    {
        var whole = TestData.Bytes($"{version}/{file}");
        for (var seed = 1; seed <= 30; seed++) Check(new Mutator(seed).Damage(whole));
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public void Every_byte_turned_to_its_opposite_never_throws(string version, string file)
    {
        var bytes = TestData.Bytes($"{version}/{file}");
        for (var at = 0; at < bytes.Length; at += 1 + (bytes.Length / 150))
        {
            bytes[at] ^= 0xff;
            Check(bytes);
            bytes[at] ^= 0xff;
        }
    }

    [Fact]
    public void Sizes_of_2_to_the_60_are_refused_where_they_stand()
    {
        foreach (var bytes in (byte[][])
        [
            new TraceBuilder(26).Number(1, 1, 1, 1, Huge).Bytes,
            new TraceBuilder(26).Batch(1, 1, 1, Event(TraceEvent.Strings), Event(TraceEvent.String, 1, Huge)).Bytes,
            new TraceBuilder(26).Batch(1, 1, 1, Event(TraceEvent.Stacks), Event(TraceEvent.Stack, 1, Huge)).Bytes,
            new TraceBuilder(19).Raw(0x41, 1, 1, 0xc3).Number(Huge).Bytes,
            new TraceBuilder(19).Raw(0x41, 1, 1, 37).Number(1, Huge).Bytes,
            new TraceBuilder(19).Raw(0x41, 1, 1, 0xc0 | 48).Number(2, Huge).Bytes,
        ]) Assert.NotEmpty(Check(bytes).Diagnostics);
    }

    [Fact]
    public void Ids_of_2_to_the_60_are_ids_like_any_other()
    {
        var bytes = new TraceBuilder(22).Batch(Huge, (long)Huge, Huge,
            Event(TraceEvent.ProcStatus, 1, Huge, 1), Event(TraceEvent.GoStatus, 1, Huge, Huge, 2), Event(TraceEvent.GoCreate, 1, Huge + 1, Huge, Huge), Event(TraceEvent.GoBlock, Huge, 1, Huge)).Tables(Huge).Bytes;
        var reading = Check(bytes);

        Assert.Equal(2, reading.Snapshots[0].Total);
        Assert.Empty(reading.Diagnostics);
    }

    [Fact]
    public void More_goroutines_than_the_limit_end_the_generation()
    {
        var events = Enumerable.Range(10, 100).Select(id => Event(TraceEvent.GoStatus, 1, (ulong)id, ulong.MaxValue, 4)).ToArray();
        var reading = Check(new TraceBuilder(22).Batch(1, -1, 1, events).Tables(1).Bytes, new() { MaxTracedGoroutines = 7 });

        Assert.Equal(7, reading.Snapshots[0].Total);
        Assert.NotEmpty(reading.Diagnostics);
    }

    [Fact]
    public void A_generation_larger_than_the_limit_is_cut_there()
    {
        foreach (var file in (string[])["go1.27.4/trace.out", "go1.19.8/trace.out"])
        {
            var reading = Check(TestData.Bytes(file), new() { MaxGenerationBytes = 5000 });
            Assert.Contains(reading.Diagnostics, diagnostic => diagnostic.Message.Contains("larger than 5000 bytes (ReaderLimits.MaxGenerationBytes)", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_million_empty_batches_and_as_many_threads_are_read_in_bounded_memory()
    {
        var builder = new TraceBuilder(26);
        for (var thread = 0; thread < 1_000_000; thread++) builder.Number(1, 1, (ulong)thread, 1, 1).Raw((byte)TraceEvent.ProcStop);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotEmpty(Check(builder.Bytes).Diagnostics);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000_000);
    }

    [Theory]
    [InlineData("go 1.99 trace\0\0\0", "format from 1.11 to 1.26, found 1.99")]
    [InlineData("go 1.26 trace\0", "expected the header")]
    [InlineData("", "expected the header")]
    public void What_is_no_trace_of_a_known_format_is_refused(string head, string message)
    {
        var reading = Check(System.Text.Encoding.ASCII.GetBytes(head));

        Assert.Null(reading.Trace);
        var diagnostic = Assert.Single(reading.Diagnostics);
        Assert.True(diagnostic.Fatal);
        Assert.Contains(message, diagnostic.Message);
    }

    [Theory]
    [InlineData(19)]
    [InlineData(22)]
    [InlineData(26)]
    public void A_header_and_zeros_give_an_empty_trace_and_a_diagnostic(int format)
    {
        var reading = Check(new TraceBuilder(format).Raw(new byte[1 << 20]).Bytes);

        Assert.Equal(0, reading.Snapshots[0].Total);
        Assert.NotEmpty(reading.Diagnostics);
    }

    private static Reading Check(byte[] bytes, ReaderLimits? limits = null)
    {
        var reading = TraceReader.Read(new MemoryStream(bytes), "trace", limits ?? ReaderLimits.Default);
        Assert.All(reading.Diagnostics, diagnostic => Assert.Matches("^expected|larger than", diagnostic.Message));
        return reading;
    }
}
