using System.Collections.Immutable;
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
    /// <exception cref="StoreException">It could not be kept by now; findings are judged by it all the same.</exception>
    public async Task DeployedAsync(string service, string version, string source, CancellationToken cancellation = default)
    {
        var now = _options.Time.GetUtcNow();
        var deployed = new MonitorEvent(now, EventKind.Deployed, service, null, $"{service}: version {version} was deployed ({source})");
        lock (_versions)
        {
            // The label of the instances, which follows a note, is no news then.
            if (_versions.TryGetValue(service, out var known)) known.Add(version);
        }
        await _round.WaitAsync(cancellation);
        try
        {
            _book.Deployed(service, now);
            _notes.Add(new Deployment(service, now, version, source));
            _notes.Add(deployed);
            await _notes.WriteAsync(cancellation);
        }
        finally
        {
            _round.Release();
            Tell(deployed);
        }
    }

    /// <summary>Judges all services as they are now; the clock does so by itself.</summary>
    /// <exception cref="StoreException">The store takes nothing; what is news is told all the same, and kept when it can be.</exception>
    internal async Task JudgeAsync(CancellationToken cancellation)
    {
        await _round.WaitAsync(cancellation);
        try
        {
            var now = _options.Time.GetUtcNow();
            _pushed.Expire(Settings.Push);
            var targets = Targets;
            foreach (var service in targets.GroupBy(target => target.Target.Service))
            {
                // Of an instance that cannot be asked nothing is known that would be news.
                if (!service.Any(target => target.IsUp)) continue;
                var seen = ServiceFinding.Of([.. service.Select(target => new InstanceVerdict(target.Target.Key, target.Findings, target.Counts))]);
                Take(_book.Update(service.Key, seen, now));
            }
            ForgetServices(targets, now);
            foreach (var target in targets) NoteReach(target);
            await _notes.WriteAsync(cancellation);
        }
        finally
        {
            Findings = _book.There;
            _round.Release();
        }
    }

    // A service without any instance, by the settings and by all sources, is switched off: its findings must not be told for ever.
    private void ForgetServices(ImmutableArray<TargetState> targets, DateTimeOffset now)
    {
        if (!_directory.Problems.IsEmpty || now - _startedAt < _options.Findings.GoneAfter) return;
        var services = targets.Select(target => target.Target.Service).ToHashSet(StringComparer.Ordinal);
        foreach (var service in _book.There.Select(finding => finding.Service).Distinct().Where(service => !services.Contains(service)))
        {
            Take(_book.Update(service, [], now));
        }
    }

    private async Task RunRoundsAsync(ImmutableArray<PushedInstance> senders)
    {
        await TryAsync(() => RestoreAsync(senders));
        while (!_end.IsCancellationRequested)
        {
            await Task.Delay(Settings.Schedule.EvaluationInterval, _options.Time, _end.Token);
            await TryAsync(async () =>
            {
                await JudgeAsync(_end.Token);
                await TidyAsync();
                if (_samples.Problem is null) LastProblem = null;
            });
        }
    }

    private async Task TryAsync(Func<Task> round)
    {
        try
        {
            await round();
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

    private async Task TidyAsync()
    {
        var now = _options.Time.GetUtcNow();
        if (!TidyEvery.HasPassed(_tidiedAt, now) && _samples.Problem is not { IsFull: true }) return;
        _tidiedAt = now;
        LastUsage = await Store.TidyAsync(_end.Token);
        _pushed.Past.Forget(now - _services.Retention.OfTargets);
    }

    private void Take(IReadOnlyList<FindingChange> changes)
    {
        // Who is told of an event finds its finding.
        if (changes.Any(change => change.Event is not null)) Findings = _book.There;
        foreach (var change in changes) Take(change);
    }

    private void Take(FindingChange change)
    {
        _sender?.Add(change);
        _notes.Add(change.Record);
        if (change.Event is not { } happened) return;
        _notes.Add(happened);
        if (happened.Kind is EventKind.FindingAppeared or EventKind.FindingCameBack) _alerts.AddOrUpdate(happened.Service, 1, (_, count) => count + 1);
        Tell(happened);
    }

    // One failed look is weather; two in a row are news.
    private void NoteReach(TargetState target)
    {
        var key = target.Target.Key;
        if (target is { IsUp: false, Failures: < 2 }) return;
        var was = _wasUp.TryGetValue(key, out var up) ? up : (bool?)null;
        _wasUp[key] = target.IsUp;
        if (was == target.IsUp || (was is null && target.IsUp)) return;
        var happened = target.IsUp
            ? new MonitorEvent(_options.Time.GetUtcNow(), EventKind.TargetUp, target.Target.Service, key, $"{key}: answers again")
            : new MonitorEvent(_options.Time.GetUtcNow(), EventKind.TargetDown, target.Target.Service, key, $"{key}: {target.Problem}");
        _notes.Add(happened);
        Tell(happened);
    }

    // A version that a service never had is a deployment; while instances change over one by one, the old one is no news.
    private void NoteVersions(IEnumerable<MonitoredTarget> targets)
    {
        foreach (var service in targets.Where(target => target.Version.Length > 0).GroupBy(target => target.Service))
        {
            bool isNew;
            List<MonitoredTarget> deployed;
            lock (_versions)
            {
                isNew = _versions.TryAdd(service.Key, []);
                deployed = [.. service.Where(target => _versions[service.Key].Add(target.Version))];
            }
            if (isNew) continue;
            foreach (var target in deployed) _ = NoteDeploymentAsync(target);
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
