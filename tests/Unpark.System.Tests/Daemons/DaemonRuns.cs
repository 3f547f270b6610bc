using System.Collections.Concurrent;
using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Findings;

namespace Unpark.Tests.Daemons;

/// <summary>Starts the installed daemons, a few side by side, and asks for what is said of each before the tests do.</summary>
public sealed class DaemonRuns : IAsyncLifetime, IDisposable
{
    private const int SideBySide = 6;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4), Pause = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim _places = new(SideBySide);
    private readonly ConcurrentDictionary<string, Task<IReadOnlyList<DaemonVerdict>>> _runs = [];

    internal static IReadOnlyList<DaemonKind> Installed { get; } = [.. DaemonKinds.All.Where(kind => kind.Installed.Count > 0)];

    public Task InitializeAsync()
    {
        foreach (var kind in Installed) _runs[kind.Program] = RunAsync(kind);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.WhenAll(_runs.Values).ContinueWith(_ => { }, TaskScheduler.Default);

    public void Dispose() => _places.Dispose();

    internal Task<IReadOnlyList<DaemonVerdict>> Of(string program) => _runs[program];

    private async Task<IReadOnlyList<DaemonVerdict>> RunAsync(DaemonKind kind)
    {
        await _places.WaitAsync();
        try
        {
            using var folder = new TestFolder();
            var evidence = new DaemonEvidence(folder.Path);
            await using var daemon = await Daemon.StartAsync(kind, kind.Installed[0], Pause);
            await Task.Delay(WarmUp);
            var live = await LookLiveAsync(daemon);
            await evidence.TakeAsync(daemon, looks: 4, every: TimeSpan.FromSeconds(1));
            Assert.True(daemon.Answered > 50, $"the load did not run: {daemon.Answered} went well, {daemon.Failed} failed");
            return [.. live, .. DaemonVerdict.Of(evidence)];
        }
        finally
        {
            _places.Release();
        }
    }

    /// <summary>As <c>unpark ADDRESS --for 4s --traceback</c> does.</summary>
    private static async Task<IEnumerable<DaemonVerdict>> LookLiveAsync(Daemon daemon)
    {
        if (daemon.Kind.Pprof is not { } pprof) return [];
        var collection = await new Collector { Options = new CollectOptions { For = TimeSpan.FromSeconds(4), Traceback = true } }.CollectAsync([pprof(daemon.Place).ToString()]);
        Assert.Empty(collection.Diagnostics);
        var report = Diagnosis.Of(collection.Moments, collection.Readings, new DiagnosisOptions { LeftOut = collection.LeftOut });
        return [new("live", report.Evidence.Length, report.Total, [.. report.Findings.Select(Line)])];
    }

    private static string Line(Finding finding) =>
        $"{finding.Level.ToString().ToLowerInvariant()} {finding.Confidence.ToString().ToLowerInvariant()} {finding.Rule.Id}: {finding.Title}";
}
