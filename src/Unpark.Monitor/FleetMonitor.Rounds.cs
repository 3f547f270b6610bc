using Unpark.Monitor.Schedule;
using Unpark.Monitor.Store;
using Unpark.Monitor.Targets;
using Unpark.Monitor.Verdicts;

namespace Unpark.Monitor;

/// <summary>What is judged over all instances of a service, once in each evaluation interval.</summary>
public sealed partial class FleetMonitor
{
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);

    private readonly Dictionary<string, bool> _wasUp = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _versions = new(StringComparer.Ordinal);
    private DateTimeOffset? _tidiedAt;

    /// <summary>A new version of a service runs from now on.</summary>
    /// <param name="source">How it became known: "note".</param>
    /// <exception cref="StoreException">It could not be kept; findings are judged by it all the same.</exception>
    public async Task DeployedAsync(string service, string version, string source, CancellationToken cancellation = default)
    {
        var now = _options.Time.GetUtcNow();
        await _round.WaitAsync(cancellation);
        try
        {
            _book.Deployed(service, now);
        }
        finally
        {
            _round.Release();
        }
        var deployed = new MonitorEvent(now, EventKind.Deployed, service, null, $"{service}: version {version} was deployed ({source})");
        await Store.AddAsync(new Deployment(service, now, version, source), cancellation);
        await Store.AddAsync(deployed, cancellation);
        Tell(deployed);
    }

    /// <summary>Judges all services as they are now; the clock does so by itself.</summary>
    /// <exception cref="StoreException">The store takes nothing; the findings are told all the same the next time.</exception>
    internal async Task JudgeAsync(CancellationToken cancellation)
    {
        await _round.WaitAsync(cancellation);
        try
        {
            var now = _options.Time.GetUtcNow();
            foreach (var service in Targets.GroupBy(target => target.Target.Service))
            {
                // Of an instance that cannot be asked nothing is known that would be news.
                if (!service.Any(target => target.IsUp)) continue;
                var seen = ServiceFinding.Of([.. service.Select(target => new InstanceVerdict(target.Target.Key, target.Findings, target.Counts))]);
                var changes = _book.Update(service.Key, seen, now);
                Findings = _book.There;
                foreach (var change in changes) await KeepAsync(change, cancellation);
            }
            foreach (var target in Targets) await NoteReachAsync(target, cancellation);
        }
        finally
        {
            _round.Release();
        }
    }

    private async Task RunRoundsAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(Settings.Schedule.EvaluationInterval, _options.Time, _end.Token);
            try
            {
                await JudgeAsync(_end.Token);
                await TidyAsync();
                if (_samples.Problem is null) LastProblem = null;
            }
            catch (StoreException e)
            {
                LastProblem = e.Message;
            }
            catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
            {
                // Of somebody who was told, or a fault of ours: the next round is another chance.
                LastProblem = $"a round of verdicts ended early: {e.Message}";
            }
        }
    }

    private async Task TidyAsync()
    {
        var now = _options.Time.GetUtcNow();
        if (now - _tidiedAt < TidyEvery && _samples.Problem is not { IsFull: true }) return;
        _tidiedAt = now;
        LastUsage = await Store.TidyAsync(_end.Token);
    }

    private async Task KeepAsync(FindingChange change, CancellationToken cancellation)
    {
        _sender?.Add(change);
        if (change.Event is { } happened)
        {
            if (happened.Kind is EventKind.FindingAppeared or EventKind.FindingCameBack) _alerts.AddOrUpdate(happened.Service, 1, (_, count) => count + 1);
            Tell(happened);
        }
        await Store.SaveAsync(change.Record, cancellation);
        if (change.Event is { } kept) await Store.AddAsync(kept, cancellation);
    }

    // One failed look is weather; two in a row are news.
    private async Task NoteReachAsync(TargetState target, CancellationToken cancellation)
    {
        var key = target.Target.Key;
        if (target is { IsUp: false, Failures: < 2 }) return;
        var was = _wasUp.TryGetValue(key, out var up) ? up : (bool?)null;
        _wasUp[key] = target.IsUp;
        if (was == target.IsUp || (was is null && target.IsUp)) return;
        var happened = target.IsUp
            ? new MonitorEvent(_options.Time.GetUtcNow(), EventKind.TargetUp, target.Target.Service, key, $"{key}: answers again")
            : new MonitorEvent(_options.Time.GetUtcNow(), EventKind.TargetDown, target.Target.Service, key, $"{key}: {target.Problem}");
        Tell(happened);
        await Store.AddAsync(happened, cancellation);
    }

    // A version that a service never had is a deployment; while instances change over one by one, the old one is no news.
    private void NoteVersions(IEnumerable<MonitoredTarget> targets)
    {
        foreach (var service in targets.Where(target => target.Version.Length > 0).GroupBy(target => target.Service))
        {
            var isNew = _versions.TryAdd(service.Key, []);
            var known = _versions[service.Key];
            foreach (var target in service)
            {
                if (known.Add(target.Version) && !isNew) _ = NoteDeploymentAsync(target);
            }
        }
    }

    private async Task NoteDeploymentAsync(MonitoredTarget target)
    {
        try
        {
            await DeployedAsync(target.Service, target.Version, "label version", _end.Token);
        }
        catch (StoreException e)
        {
            LastProblem = e.Message;
        }
        catch (OperationCanceledException)
        {
            // The monitor ends: it is told when the next one sees the label.
        }
    }
}
