using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Findings;

namespace Unpark.Tests.Daemons;

/// <summary>Real daemons at work: nothing is wrong with them, so nothing above a note may be said.</summary>
public sealed class HealthyDaemonTests
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4), Pause = TimeSpan.FromMilliseconds(20);

    public static IEnumerable<object[]> All => DaemonKinds.All.Select(kind => new object[] { kind.Program });

    [DaemonTheory, MemberData(nameof(All))]
    public async Task A_daemon_at_work_is_healthy_from_each_kind_of_evidence(string program)
    {
        if (DaemonKinds.Of(program).Installed is not [var build, ..]) return;
        using var folder = new TestFolder();
        var evidence = new DaemonEvidence(folder.Path);
        await using var daemon = await Daemon.StartAsync(DaemonKinds.Of(program), build, Pause);
        await Task.Delay(WarmUp);
        await LookLiveAsync(daemon);

        await evidence.TakeAsync(daemon, looks: 4, every: TimeSpan.FromSeconds(1));

        Assert.True(daemon.Answered > 50, $"the load did not run: {daemon.Answered} went well, {daemon.Failed} failed");
        var verdicts = DaemonVerdict.Of(evidence).ToList();
        Assert.NotEmpty(verdicts);
        Assert.All(verdicts, verdict => Assert.True(verdict.Goroutines > 2 || verdict.Way.StartsWith("leak", StringComparison.Ordinal), $"{verdict.Way}: only {verdict.Goroutines} goroutines"));
        Assert.Empty(verdicts.SelectMany(verdict => verdict.AboveNote.Select(finding => $"{verdict.Way}: {finding}")));
    }

    private static async Task LookLiveAsync(Daemon daemon)
    {
        if (daemon.Kind.Pprof is not { } pprof) return;
        var collection = await new Collector { Options = new CollectOptions { For = TimeSpan.FromSeconds(4) } }.CollectAsync([pprof(daemon.Place).ToString()]);
        Assert.Empty(collection.Diagnostics);
        var report = Diagnosis.Of(collection.Moments, collection.Readings, new DiagnosisOptions { LeftOut = collection.LeftOut });
        Assert.DoesNotContain(report.Findings, finding => finding.Level > Level.Note || finding.Confidence >= Confidence.Likely);
    }
}
