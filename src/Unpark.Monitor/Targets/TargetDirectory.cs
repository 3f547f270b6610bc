using System.Collections.Immutable;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Targets.Discovery;

namespace Unpark.Monitor.Targets;

/// <summary>Knows which targets there are: those of the settings, and those that discovery finds.</summary>
/// <remarks>A source that fails keeps what it gave last; new settings keep what sources found that stand in both.</remarks>
public sealed class TargetDirectory : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Dictionary<DiscoverySource, SourceWatch> _watches = [];
    private ImmutableArray<ScrapeGroup> _groups = [];

    public TargetDirectory(TimeProvider time) => _time = time;

    /// <summary>In the order of the settings; of two with one key the first.</summary>
    public ImmutableArray<MonitoredTarget> Targets { get; private set; } = [];

    /// <summary>Addresses that are none and sources that fail, in sentences.</summary>
    public ImmutableArray<string> Problems { get; private set; } = [];

    /// <summary>After <see cref="Targets"/> became others.</summary>
    public event Action? Changed;

    /// <summary>Asks the sources of these groups from now on.</summary>
    public async Task UseAsync(ImmutableArray<ScrapeGroup> groups)
    {
        List<SourceWatch> dropped;
        lock (_gate)
        {
            _groups = groups;
            var wanted = groups.SelectMany(group => group.Discoveries).ToHashSet();
            dropped = [.. _watches.Where(watch => !wanted.Contains(watch.Key)).Select(watch => watch.Value)];
            foreach (var watch in dropped) _watches.Remove(watch.Source);
            foreach (var source in wanted.Where(source => !_watches.ContainsKey(source))) _watches.Add(source, new(source, _time, Rebuild));
        }
        foreach (var watch in dropped) await watch.DisposeAsync();
        Rebuild();
    }

    /// <summary>Waits until every source has been asked once.</summary>
    public Task FirstAnswersAsync()
    {
        lock (_gate) return Task.WhenAll(_watches.Values.Select(watch => watch.FirstAnswer));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var watch in _watches.Values) await watch.DisposeAsync();
    }

    private void Rebuild()
    {
        lock (_gate)
        {
            var targets = new Dictionary<string, MonitoredTarget>(StringComparer.Ordinal);
            var problems = new List<string>();
            foreach (var group in _groups) Add(group, targets, problems);
            var same = Targets.SequenceEqual(targets.Values) && Problems.SequenceEqual(problems);
            if (same) return;
            (Targets, Problems) = ([.. targets.Values], [.. problems]);
        }
        Changed?.Invoke();
    }

    private void Add(ScrapeGroup group, Dictionary<string, MonitoredTarget> targets, List<string> problems)
    {
        var watches = group.Discoveries.Select(source => _watches[source]).ToList();
        problems.AddRange(watches.Select(watch => watch.Problem).OfType<string>());
        foreach (var found in group.Static.Concat(watches.SelectMany(watch => watch.Found)))
        {
            foreach (var address in found.Addresses)
            {
                if (!TargetMaker.TryMake(group, address, found.Labels, out var target, out var error))
                {
                    if (error is not null) problems.Add($"{found.Source}: {error}");
                }
                else if (!targets.TryAdd(target.Key, target)) problems.Add($"{found.Source}: {target.Key} stands there twice; the first is looked at");
            }
        }
    }
}
