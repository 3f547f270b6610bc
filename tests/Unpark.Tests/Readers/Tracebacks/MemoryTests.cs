namespace Unpark.Tests.Readers.Tracebacks;

// Allocations are counted for the whole process, because the reader has threads of its own: no other test may run meanwhile.
[Collection(nameof(MemoryTests))]
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
public class MemoryTests
{
    [Fact]
    public void A_line_of_100_MB_is_passed_over_in_bounded_memory()
    {
        var line = new byte[100_000_000];
        line.AsSpan().Fill((byte)'x');
        "goroutine 1 [select]:\nmain.f()\n\t/a.go:1 +0x1d\n\n"u8.CopyTo(line.AsSpan(^60..));
        line[^61] = (byte)'\n';
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var reading = TracebackReading.Of(line);
        Assert.True(GC.GetTotalAllocatedBytes(precise: true) - before < 20_000_000);
        Assert.Equal(1, reading.Snapshots.Single().Total);
        Assert.Contains("line 1: line longer than 1048576 bytes", reading.Diagnostics[0].ToString(), StringComparison.Ordinal);
    }
}
