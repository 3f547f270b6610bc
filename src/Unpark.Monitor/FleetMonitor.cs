using System.Collections.Concurrent;
using System.Collections.Immutable;
using Unpark.Monitor.Alerts;
using Unpark.Monitor.Metrics;
using Unpark.Monitor.Metrics.Otlp;
using Unpark.Monitor.Pushed;
using Unpark.Monitor.Schedule;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Store;
using Unpark.Monitor.Targets;
using Unpark.Monitor.Verdicts;

namespace Unpark.Monitor;

/// <summary>Watches Go programs: looks at each again and again, keeps what it sees, judges it, and tells what is news.</summary>
/// <remarks>
/// <code>
/// await using var store = await MonitorStore.OpenAsync(settings.Store);
/// await using var monitor = await FleetMonitor.StartAsync(settings, store);
/// monitor.Happened += happened => Console.WriteLine(happened.Text);
/// </code>
/// Everything here may be called from any thread. The store belongs to the caller.
/// </remarks>
public sealed partial class FleetMonitor : IAsyncDisposable
{
    private readonly FleetMonitorOptions _options;
    private readonly TargetDirectory _directory;
    private readonly ScrapeSchedule _schedule = new();
    private readonly ScrapeLoop _loop;
    private readonly SampleQueue _samples;
    private readonly NoteQueue _notes;
    private readonly ConcurrentDictionary<string, TargetWatch> _watches = new(StringComparer.Ordinal);
    private readonly FindingBook _book;
    private readonly SemaphoreSlim _round = new(1);
    private readonly CancellationTokenSource _end = new();
    private readonly WatchServices _services;
    private readonly PushedInstances _pushed;
    private readonly ConcurrentDictionary<string, long> _alerts = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _startedAt;
    private readonly MonitorSettings _started;
    private AlertSender? _sender;
    private OtlpExporter? _otlp;
    private Task _rounds = Task.CompletedTask;

    private FleetMonitor(MonitorSettings settings, IMonitorStore store, FleetMonitorOptions options)
    {
        (Settings, _started, Store, _options, _startedAt) = (settings, settings, store, options, options.Time.GetUtcNow());
        _directory = new(options.Time);
        _samples = new(store, options.Time);
        _notes = new(store);
        _book = new(options.Findings);
        _services = new()
        {
            Time = options.Time,
            Store = store,
            Samples = _samples,
            Sites = new(options.Diagnosis.Configuration),
            DeepLooks = new(),
            Judging = new(options.Time),
            Diagnosis = options.Diagnosis with { Known = new() },
            Schedule = settings.Schedule,
            Retention = settings.Store.Retention,
            Happened = Tell,
            StoreFailed = problem => LastProblem = problem.Message,
        };
        _pushed = new(_services);
        _loop = new(_schedule, settings.Schedule, LookAsync, options.Time);
    }

    /// <summary>As they were given last.</summary>
    public MonitorSettings Settings { get; private set; }

    public IMonitorStore Store { get; }

    /// <summary>One for each target, in the order of the settings; those that send by themselves behind them.</summary>
    public ImmutableArray<TargetState> Targets => [.. _directory.Targets.Select(target => WatchOf(target).State), .. _pushed.States];

    public TimeProvider Time => _options.Time;

    /// <summary>How evidence is judged.</summary>
    public DiagnosisOptions Diagnosis => _options.Diagnosis;

    /// <summary>The store takes what is seen.</summary>
    public bool IsKeeping => _samples.Problem is null;

    /// <summary>How a target is; null when there is none of this key.</summary>
    public TargetState? Target(string key) => (_watches.GetValueOrDefault(key) ?? _pushed.Find(key))?.State;

    /// <summary>Targets of one program, by the name of the service.</summary>
    public ImmutableArray<ServiceState> Services =>
        [.. Targets.GroupBy(target => target.Target.Service).OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => ServiceState.Of(same.Key, [.. same]))];

    /// <summary>One of <see cref="Services"/> or <see cref="PastServices"/>; null when it is neither.</summary>
    public ServiceState? Service(string name) =>
        Targets.Where(target => target.Target.Service == name).ToImmutableArray() is { IsEmpty: false } instances ? ServiceState.Of(name, instances) : _pushed.Past.Service(name);

    /// <summary>Addresses that are none, sources that fail, settings that a reload cannot change, and what the store could not take, in sentences.</summary>
    public ImmutableArray<string> Problems => [.. _directory.Problems, .. RestartNeeds.Of(_started, Settings), .. new[] { _samples.Problem?.Message ?? LastProblem, LastUsage?.Problem, _sender?.Problem, _otlp?.Problem }.OfType<string>()];

    /// <summary>Findings that are there, of all services, worst first.</summary>
    public ImmutableArray<FindingRecord> Findings { get; private set; } = [];

    /// <summary>What the receivers of alerts took.</summary>
    public AlertFigures AlertFigures => _sender?.Figures ?? default;

    public MonitorFigures Figures => new(_loop.Figures(), _services.Judging.Refused, _samples.Figures, LastUsage);

    /// <summary>Something is news. Called from any thread, one event after the other of one service.</summary>
    public event Action<MonitorEvent>? Happened;

    /// <summary>A target was looked at. Called from any thread, one look of a target after the other.</summary>
    public event Action<TargetState>? Looked;

    /// <summary>Findings that appeared or came back since the start, by service.</summary>
    internal IEnumerable<KeyValuePair<string, long>> AlertsByService => _alerts.OrderBy(service => service.Key, StringComparer.Ordinal);

    /// <summary>What the store may take on disk.</summary>
    internal long MaxStoreBytes => _services.Retention.MaxBytes;

    /// <summary>What is known of a site that some look saw since the start; null for any other.</summary>
    public SiteInfo? SiteOf(string fingerprint) => _services.Sites.Find(fingerprint);

    /// <summary>Nothing is due, and nothing is on its way into the store.</summary>
    internal bool IsIdle => Figures is { Schedule.Busy: 0, Samples.Waiting: 0 } && !(_schedule.NextDue <= _loop.Now);

    /// <summary>Nothing is due, and nobody is looked at but this target.</summary>
    internal bool IsIdleBut(string key) => Figures.Schedule.Busy == (_watches.TryGetValue(key, out var watch) && watch.IsLooking ? 1 : 0) && !(_schedule.NextDue <= _loop.Now);

    private string? LastProblem { get; set; }

    private StoreUsage? LastUsage { get; set; }

    /// <exception cref="StoreException">The store cannot be read.</exception>
    public static async Task<FleetMonitor> StartAsync(MonitorSettings settings, IMonitorStore store, FleetMonitorOptions? options = null, CancellationToken cancellation = default)
    {
        var monitor = new FleetMonitor(settings, store, options ?? FleetMonitorOptions.Default);
        var known = await store.FindingsAsync(cancellation: cancellation);
        monitor._book.Load(known);
        monitor.Findings = monitor._book.There;
        monitor._sender = new(settings.Alerts, known, monitor._options.Time);
        monitor._otlp = new(() => MonitorMetrics.Of(monitor), settings.Otlp, monitor._options.Time);
        var senders = await store.PushedAsync(cancellation);
        monitor.Remember(senders);
        monitor._directory.Changed += monitor.TakeOver;
        await monitor._directory.UseAsync(settings.Groups);
        monitor._loop.Start();
        monitor._rounds = Task.Run(() => monitor.RunRoundsAsync(senders), CancellationToken.None);
        return monitor;
    }

    /// <summary>Other targets, intervals and receivers from now on; what is known of targets that stay, stays. The store, its retention and the address are those of the start: <see cref="Problems"/> tells where the settings say otherwise.</summary>
    public async Task ReloadAsync(MonitorSettings settings)
    {
        Settings = settings;
        _services.Schedule = settings.Schedule;
        _sender?.Use(settings.Alerts);
        _otlp?.Use(settings.Otlp);
        _loop.Wake(settings.Schedule);
        await _directory.UseAsync(settings.Groups);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _directory.Changed -= TakeOver;
        await _directory.DisposeAsync();
        await _loop.DisposeAsync();
        await _rounds.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _samples.DisposeAsync();
        if (_sender is not null) await _sender.DisposeAsync();
        if (_otlp is not null) await _otlp.DisposeAsync();
        foreach (var watch in _watches.Values) watch.Dispose();
        _end.Dispose();
        _round.Dispose();
    }

    private async Task<int> LookAsync(DueTarget due, CancellationToken cancellation)
    {
        var watch = WatchOf(due.Target);
        var failures = await watch.LookAsync(cancellation);
        Looked?.Invoke(watch.State);
        return failures;
    }

    private void TakeOver()
    {
        var targets = _directory.Targets;
        var wanted = targets.Select(target => target.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var target in targets) WatchOf(target).Become(target);
        NoteVersions(targets);
        _schedule.Set(targets, _loop.Now);
        foreach (var key in _watches.Keys.Where(key => !wanted.Contains(key)))
        {
            if (_watches.TryRemove(key, out var watch)) watch.Retire();
        }
        _loop.Wake();
    }

    private TargetWatch WatchOf(MonitoredTarget target) => _watches.GetOrAdd(target.Key, (_, made) => new(made, _services), target);

    private void Tell(MonitorEvent happened) => Happened?.Invoke(happened);
}
