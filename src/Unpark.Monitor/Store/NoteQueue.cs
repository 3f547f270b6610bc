using System.Collections.Concurrent;

namespace Unpark.Monitor.Store;

/// <summary>Findings, events and deployments on their way into the store: what it does not take now waits until it does.</summary>
internal sealed class NoteQueue(IMonitorStore store)
{
    /// <summary>Events that wait; beyond them the oldest are left out.</summary>
    private const int Room = 10_000;

    private readonly ConcurrentDictionary<(string Service, string Fingerprint), FindingRecord> _findings = [];
    private readonly ConcurrentQueue<MonitorEvent> _events = [];
    private readonly ConcurrentQueue<Deployment> _deployments = [];

    /// <summary>As it is by now: an earlier state of it that still waits is not written any more.</summary>
    public void Add(FindingRecord finding) => _findings[(finding.Service, finding.Fingerprint)] = finding;

    public void Add(MonitorEvent happened)
    {
        while (_events.Count >= Room) _events.TryDequeue(out _);
        _events.Enqueue(happened);
    }

    public void Add(Deployment deployment) => _deployments.Enqueue(deployment);

    /// <summary>Writes what waits. Not to be called twice at once.</summary>
    /// <exception cref="StoreException">The store took a part of it, or nothing; the rest goes on waiting.</exception>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        foreach (var waiting in _findings)
        {
            await store.SaveAsync(waiting.Value, cancellation);
            _findings.TryRemove(waiting);
        }
        while (_deployments.TryPeek(out var deployment))
        {
            await store.AddAsync(deployment, cancellation);
            _deployments.TryDequeue(out _);
        }
        while (_events.TryPeek(out var happened))
        {
            await store.AddAsync(happened, cancellation);
            _events.TryDequeue(out _);
        }
    }
}
