using Unpark.Collectors;
using Unpark.Collectors.Http;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Store;

namespace Unpark.Monitor.Detecting;

/// <summary>Watches one program until it is disposed of.</summary>
public sealed class LeakMonitor : IAsyncDisposable
{
    private readonly LeakMonitorOptions _options;
    private readonly DumpFile _dumps;
    private readonly string _folder;
    private readonly IMonitorStore _store;
    private readonly FleetMonitor _monitor;
    private readonly Lock _gate = new();
    private DateTimeOffset? _dumpedAt;
    private Task _dump = Task.CompletedTask;

    private LeakMonitor(Target target, LeakMonitorOptions options, string folder, IMonitorStore store, FleetMonitor monitor)
    {
        (_options, _folder, _store, _monitor) = (options, folder, store, monitor);
        _dumps = new(target, options);
        monitor.Happened += Tell;
        monitor.Looked += DumpWhenMany;
    }

    /// <summary>A finding that was not there before, or came back.</summary>
    public event Action<FindingRecord>? Found;

    /// <summary>A dump was written because there were more goroutines than the threshold; its path.</summary>
    public event Action<string>? Dumped;

    /// <summary>How the program is.</summary>
    public TargetState State => _monitor.Targets[0];

    /// <summary>Why the last dump could not be written, in a sentence; null when it could.</summary>
    public string? DumpProblem { get; private set; }

    internal FleetMonitor Fleet => _monitor;

    internal static async Task<LeakMonitor> StartAsync(Target target, LeakMonitorOptions options, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("unpark-monitor-").FullName;
        var store = await MonitorStore.OpenAsync(new() { Path = Path.Combine(folder, "history.db") }, options.Time, cancellation);
        var monitor = await FleetMonitor.StartAsync(SettingsOf(target, options), store, new() { Time = options.Time }, cancellation);
        return new(target, options, folder, store, monitor);
    }

    public async ValueTask DisposeAsync()
    {
        await _monitor.DisposeAsync();
        await _dump;
        await _store.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static MonitorSettings SettingsOf(Target target, LeakMonitorOptions options)
    {
        var schedule = ScheduleSettings.Default with { Interval = options.Interval, EvaluationInterval = options.Interval };
        var settings = SettingsReader.OfAddresses([AddressOf(target)], schedule);
        return settings with { Groups = [settings.Groups[0] with { Access = target.Access, AllowStop = options.AllowStop }] };
    }

    private static string AddressOf(Target target) => target.Socket is { } socket
        ? $"unix:{socket}{(target.Path.Length == 0 ? "" : ":" + target.Path)}"
        : target.Root.GetLeftPart(UriPartial.Authority) + target.Path;

    private void Tell(MonitorEvent happened)
    {
        if (happened.Kind is not (EventKind.FindingAppeared or EventKind.FindingCameBack)) return;
        if (_monitor.Findings.FirstOrDefault(finding => finding.Fingerprint == happened.Fingerprint) is { } finding) Found?.Invoke(finding);
    }

    // One dump at a time, and not again at each look while the number stays high.
    private void DumpWhenMany(TargetState state)
    {
        if (!(state.Goroutines > _options.Threshold)) return;
        lock (_gate)
        {
            var now = _options.Time.GetUtcNow();
            if (!_dump.IsCompleted || now - _dumpedAt < _options.DumpInterval) return;
            _dumpedAt = now;
            _dump = DumpAsync(now);
        }
    }

    private async Task DumpAsync(DateTimeOffset now)
    {
        try
        {
            var path = await _dumps.WriteAsync(now);
            DumpProblem = null;
            Dumped?.Invoke(path);
        }
        catch (Exception e) when (e is TargetException or IOException or UnauthorizedAccessException)
        {
            DumpProblem = e.Message;
        }
    }
}
