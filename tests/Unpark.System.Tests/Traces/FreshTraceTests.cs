using Unpark.Model;
using Unpark.Model.Traces;

namespace Unpark.Tests.Traces;

/// <summary>Traces of a program run now, against Go's own reader. Needs Go; its newest version must have internal/trace of 1.25 or later.</summary>
public class FreshTraceTests
{
    [GoTheory, OldestAndNewestGo]
    public void Transitions_and_times_are_those_of_Gos_own_reader(string go)
    {
        if (GoToolchain.Newest.Minor < 25) return;
        var (path, _, reading) = Trace(go, "1500ms");
        var expected = GoTraceSummary.Of(path);

        Assert.Empty(reading.Diagnostics);
        Assert.Equal(Sorted(expected.Transitions), Sorted(reading.Trace!.Transitions.ToDictionary(row => row.ToString(), row => row.Count)));

        // Go ends its last spans a nanosecond after the last event, and rounds times where it adds, not where it reads.
        var times = TimesOf(reading.Trace);
        Assert.All(expected.Times.Where(time => time.Value > 0), time =>
            Assert.InRange(times.GetValueOrDefault(time.Key), time.Value - 100_000, time.Value + 100_000));
    }

    [GoTheory, OldestAndNewestGo]
    public void The_goroutines_a_program_leaves_behind_are_in_the_snapshot_with_their_creator(string go)
    {
        var (_, rounds, reading) = Trace(go, "300ms");
        var snapshot = Assert.Single(reading.Snapshots);

        Assert.Equal(EvidenceKind.Trace, snapshot.Kind);
        var leaked = Assert.Single(snapshot.Groups, group => group.State == WaitReason.ChanSend && group.CreatedBy is not null);
        Assert.Equal((rounds, "main.main"), (leaked.Count, leaked.CreatedBy!.Function));
        Assert.All(leaked.Goroutines, goroutine => Assert.Equal(1, goroutine.CreatorId));
        Assert.Equal(leaked.Count, leaked.Goroutines.Length);
    }

    private static (string Path, long Rounds, Reading Reading) Trace(string go, string duration)
    {
        var toolchain = GoToolchain.Installed.Single(installed => installed.Version == go);
        var program = GoProgram.Build(Path.Combine(TestData.Root, "tests", "Unpark.System.Tests", "programs", "traced"), toolchain);
        var path = Path.Combine(TestFolder.OfRun, $"{go}-{duration}.trace");
        var rounds = long.Parse(Command.Run(program, [path, duration]), System.Globalization.CultureInfo.InvariantCulture);
        using var bytes = File.OpenRead(path);
        return (path, rounds, EvidenceReader.Read(bytes, path));
    }

    private static Dictionary<string, long> TimesOf(ExecutionTrace trace) =>
        trace.Times.GroupBy(KindOf).ToDictionary(same => same.Key, same => same.Sum(time => time.Spans.TotalNanoseconds));

    private static string KindOf(TraceTime time) => time.State switch
    {
        GoroutineState.Running => "Execution time",
        GoroutineState.Runnable => "Sched wait time",
        GoroutineState.Syscall when time.Reason.Length == 0 => "Syscall execution time",
        GoroutineState.Syscall => "Block time (syscall)",
        _ => $"Block time ({time.Reason})",
    };

    private static string Sorted(IReadOnlyDictionary<string, long> counts) =>
        string.Join('\n', counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));
}
