using Unpark.Model;

namespace Unpark.Tests.Readers.Traces;

/// <summary>The goroutines at the end of recorded traces, as the snapshot shows them.</summary>
public class TracedGoroutinesTests
{
    public static IEnumerable<object[]> Traces => TestData.Files("trace.out");

    [Theory]
    [MemberData(nameof(Traces))]
    public void Those_that_block_while_tracing_have_reason_stack_creator_and_ids(string version, string file) =>
        Check(version, file,
            "4 chan receive: runtime.chanrecv1 < main.work.func2 by main.work example.com/traced/main.go:51, 4 ids of goroutine 1",
            "2 chan send: runtime.chansend1 < main.work.func3 by main.work example.com/traced/main.go:54, 2 ids of goroutine 1",
            "1 select: runtime.selectgo < main.work.func4 by main.work example.com/traced/main.go:56, 1 ids of goroutine 1");

    [Theory]
    [InlineData("go1.23.5")]
    [InlineData("go1.24.4")]
    [InlineData("go1.25.12")]
    [InlineData("go1.26.11")]
    [InlineData("go1.27.4")]
    public void One_that_was_blocked_before_is_known_by_its_stack_from_Go_1_23_on(string version) =>
        Check(version, "trace.out", "1 chan receive: runtime.gopark < runtime.chanrecv < runtime.chanrecv1 < main.main.func1 by nobody, 1 ids of goroutine 0");

    [Fact]
    public void One_that_was_blocked_before_has_neither_reason_nor_stack_in_Go_1_22() =>
        Check("go1.22.12", "trace.out", "3 unknown:  by nobody, 3 ids of goroutine 0");

    [Fact]
    public void One_that_was_blocked_before_is_known_by_the_start_of_its_function_up_to_Go_1_21()
    {
        var group = Read("go1.19.8", "trace.out").Groups.Single(group => group.Stack.Entry?.Function == "main.main.func1");

        Assert.Equal((WaitReason.Unknown, -1), (group.State, group.Stack.Elided));
    }

    [Theory]
    [InlineData("go1.25.12", "2026-11-21")]
    [InlineData("go1.27.4", "2026-11-21")]
    [InlineData("go1.24.4", null)]
    public void Wall_clock_times_are_known_from_Go_1_25_on(string version, string? day) =>
        Assert.Equal(day, Read(version, "trace.out").TakenAt?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [MemberData(nameof(Traces))]
    public void Nothing_in_them_is_called_stuck_without_proof(string version, string file)
    {
        using var bytes = TestData.Open($"{version}/{file}");
        Assert.DoesNotContain(Diagnosis.Of([EvidenceReader.Read(bytes, file)]).Findings, finding => finding.Level > Findings.Level.Note);
    }

    private static void Check(string version, string file, params string[] expected)
    {
        var groups = Read(version, file).Groups.Select(Describe).ToList();
        Assert.All(expected, group => Assert.Contains(group, groups));
    }

    private static Snapshot Read(string version, string file)
    {
        using var bytes = TestData.Open($"{version}/{file}");
        var snapshot = Assert.Single(EvidenceReader.Read(bytes, file).Snapshots);
        Assert.Equal((EvidenceKind.Trace, snapshot.Groups.Sum(group => group.Count)), (snapshot.Kind, snapshot.Total));
        return snapshot;
    }

    private static string Describe(GoroutineGroup group) =>
        $"{group.Count} {group.State}: {string.Join(" < ", group.Stack.Frames.Select(frame => frame.Function))} by {group.CreatedBy?.ToString() ?? "nobody"}, "
        + $"{group.Goroutines.Select(goroutine => goroutine.Id).Distinct().Count()} ids of goroutine {string.Join(',', group.Goroutines.Select(goroutine => goroutine.CreatorId).Distinct())}";
}
