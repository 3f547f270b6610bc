namespace Unpark.Tests.Daemons;

/// <summary>Real daemons at work: nothing is wrong with them, so nothing above a note may be said.</summary>
public sealed class HealthyDaemonTests(DaemonRuns runs) : IClassFixture<DaemonRuns>
{
    public static IEnumerable<object[]> Installed => DaemonRuns.Installed.Count == 0 ? [["none"]] : DaemonRuns.Installed.Select(kind => new object[] { kind.Program });

    [DaemonTheory, MemberData(nameof(Installed))]
    public async Task A_daemon_at_work_is_healthy_from_each_kind_of_evidence(string program)
    {
        var verdicts = await runs.Of(program);

        Assert.NotEmpty(verdicts);
        Assert.All(verdicts, verdict => Assert.True(verdict.Goroutines > 2 || verdict.Way.StartsWith("leak", StringComparison.Ordinal), $"{verdict.Way}: only {verdict.Goroutines} goroutines"));
        Assert.Empty(verdicts.SelectMany(verdict => verdict.AboveNote.Select(finding => $"{verdict.Way}: {finding}")));
    }
}
