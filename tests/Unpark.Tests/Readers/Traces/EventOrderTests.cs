using Unpark.Knowledge.Traces;
using Unpark.Model;
using Unpark.Readers.Traces;
using static Unpark.Tests.Readers.Traces.TraceBuilder;

namespace Unpark.Tests.Readers.Traces;

/// <summary>Order across threads, where the clocks alone would give another.</summary>
public class EventOrderTests
{
    [Fact]
    public void A_goroutine_starts_after_its_creation_though_the_clock_of_its_thread_is_behind() =>
        Check(
            Running(thread: 1, proc: 0, g: 1).Batch(1, 1, 1000, Event(TraceEvent.GoCreate, 1, 5, 0, 0))
                .Batch(1, 2, 10, Event(TraceEvent.ProcStatus, 1, 1, 1), Event(TraceEvent.GoStart, 1, 5, 1), Event(TraceEvent.GoBlock, 1, 1, 1)),
            "NotExist->Runnable 1, Runnable->Running 1, Running->Waiting (chan receive) 1");

    [Fact]
    public void Unblocks_and_starts_of_one_goroutine_on_different_threads_keep_their_order() =>
        Check(
            Running(thread: 1, proc: 0, g: 1)
                .Batch(1, 2, 10, Event(TraceEvent.ProcStatus, 1, 1, 1), Event(TraceEvent.GoStart, 1, 5, 2), Event(TraceEvent.GoBlock, 1, 1, 1), Event(TraceEvent.GoStart, 1, 5, 4))
                .Batch(1, 1, 1000, Event(TraceEvent.GoStatus, 1, 5, ulong.MaxValue, 4), Event(TraceEvent.GoUnblock, 1, 5, 1, 0), Event(TraceEvent.GoUnblock, 1, 5, 3, 0)),
            "Undetermined->Waiting 1, Runnable->Running 2, Running->Waiting (chan receive) 1, Waiting->Runnable 2");

    [Fact]
    public void A_blocked_syscall_ends_only_after_its_processor_was_stolen() =>
        Check(
            Running(thread: 1, proc: 0, g: 1).Batch(1, 1, 100, Event(TraceEvent.GoSyscallBegin, 1, 1, 0), Event(TraceEvent.GoSyscallEndBlocked, 1))
                .Batch(1, 2, 5000, Event(TraceEvent.ProcStatus, 1, 1, 1), Event(TraceEvent.ProcSteal, 1, 0, 2, 1)),
            "Running->Syscall 1, Syscall->Runnable 1",
            "Syscall blocked 1");

    [Fact]
    public void A_switch_between_coroutines_blocks_one_and_runs_the_other() =>
        Check(
            Running(thread: 1, proc: 0, g: 1, format: 23).Batch(1, 1, 100, Event(TraceEvent.GoCreateBlocked, 1, 5, 1, 1), Event(TraceEvent.GoSwitch, 1, 5, 1), Event(TraceEvent.GoSwitchDestroy, 1, 1, 1)),
            "NotExist->Waiting 1, Runnable->Running 2, Running->NotExist 1, Running->Waiting 1, Waiting->Runnable 2");

    [Fact]
    public void A_wait_for_ever_counts_as_no_time() =>
        Check(Running(thread: 1, proc: 0, g: 1).Batch(1, 1, 100, Event(TraceEvent.GoBlock, 1, 2, 1)), "Running->Waiting (forever) 1", "Running 101");

    [Fact]
    public void Events_that_cannot_follow_each_other_end_their_generation_and_the_next_is_read()
    {
        var bytes = Running(thread: 1, proc: 0, g: 1).Batch(1, 1, 100, Event(TraceEvent.GoStart, 1, 99, 1)).Tables(1)
            .Batch(2, 1, 2000, Event(TraceEvent.ProcStatus, 1, 0, 1), Event(TraceEvent.GoStatus, 1, 1, 1, 2), Event(TraceEvent.GoBlock, 1, 1, 1)).Tables(2).Bytes;
        var reading = Read(bytes);

        Assert.Equal(2, reading.Trace!.Generations);
        Assert.Contains("found a GoStart that cannot", Assert.Single(reading.Diagnostics).Message);
        Assert.Equal("generation 1", reading.Diagnostics[0].Position);
        var group = Assert.Single(Assert.Single(reading.Snapshots).Groups);
        Assert.Equal((WaitReason.ChanReceive, "main.f /app/main.go:7"), (group.State, group.Stack.Leaf!.ToString()));
    }

    [Fact]
    public void A_goroutine_that_waits_through_a_generation_keeps_reason_stack_and_creator()
    {
        var bytes = Running(thread: 1, proc: 0, g: 1).Batch(1, 1, 100, Event(TraceEvent.GoCreate, 1, 5, 1, 1), Event(TraceEvent.GoStop, 1, 0, 1), Event(TraceEvent.GoStart, 1, 5, 1), Event(TraceEvent.GoBlock, 1, 1, 1)).Tables(1)
            .Batch(2, -1, 70_000_000_000, Event(TraceEvent.GoStatus, 1, 5, ulong.MaxValue, 4), Event(TraceEvent.GoStatus, 1, 1, ulong.MaxValue, 1)).Tables(2).Bytes;
        var group = Assert.Single(Read(bytes).Snapshots).Groups.Single(group => group.State == WaitReason.ChanReceive);

        Assert.Equal(("main.f", "main.f"), (group.Stack.Leaf!.Function, group.CreatedBy!.Function));
        Assert.Equal(new Goroutine(5, CreatorId: 1, Minutes: 1), Assert.Single(group.Goroutines));
    }

    private static TraceBuilder Running(long thread, ulong proc, ulong g, int format = 22) =>
        new TraceBuilder(format).Batch(1, thread, 0, Event(TraceEvent.ProcStatus, 1, proc, 1), Event(TraceEvent.GoStatus, 1, g, (ulong)thread, 2));

    /// <param name="transitions">Without that of the goroutine that <see cref="Running"/> starts with.</param>
    /// <param name="time">One of the times, in nanoseconds.</param>
    private static void Check(TraceBuilder builder, string transitions, string? time = null)
    {
        var trace = Read(builder.Tables(1).Bytes, clean: true).Trace!;
        Assert.Equal(transitions, string.Join(", ", trace.Transitions.Where(row => $"{row}" != "Undetermined->Running").Select(row => $"{row} {row.Count}")));
        if (time is not null) Assert.Contains(time, trace.Times.Select(row => $"{row.State} {row.Reason} {row.Spans.TotalNanoseconds}".Replace("  ", " ", StringComparison.Ordinal)));
    }

    private static Reading Read(byte[] bytes, bool clean = false)
    {
        var reading = TraceReader.Read(new MemoryStream(bytes), "trace", ReaderLimits.Default);
        if (clean) Assert.Empty(reading.Diagnostics);
        return reading;
    }
}
