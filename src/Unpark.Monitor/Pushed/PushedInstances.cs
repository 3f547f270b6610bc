using System.Collections.Immutable;
using Unpark.Monitor.Schedule;
using Unpark.Monitor.Settings;
using Unpark.Monitor.Settings.Reading;
using Unpark.Monitor.Store;
using Unpark.Monitor.Targets;

namespace Unpark.Monitor.Pushed;

/// <summary>Programs that send by themselves. One that has sent nothing for a while is judged no more, and known from history; there are never more than the settings allow.</summary>
internal sealed class PushedInstances(WatchServices services)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>In the order of their first evidence.</summary>
    public ImmutableArray<TargetState> States
    {
        get
        {
            lock (_gate) return [.. _entries.Values.Where(entry => entry.Watch.State.LookedAt is not null).Select(entry => entry.Watch.State)];
        }
    }

    /// <summary>Those that are known from history only.</summary>
    public PastInstances Past { get; } = new();

    public TargetWatch? Find(string key)
    {
        lock (_gate) return _entries.GetValueOrDefault(key)?.Watch;
    }

    /// <param name="lastAt">When it sent: now, or before this process began.</param>
    /// <exception cref="PushException">There are as many as there may be.</exception>
    public TargetWatch WatchOf(MonitoredTarget target, PushSettings settings, DateTimeOffset lastAt)
    {
        lock (_gate)
        {
            Expire(settings);
            if (!_entries.TryGetValue(target.Key, out var entry))
            {
                if (_entries.Count >= settings.MaxInstances)
                    throw new PushException($"{settings.MaxInstances} instances send by themselves already, expected fewer; one is forgotten {Durations.Format(settings.ExpireAfter)} after it sent last (push: max_instances and expire_after in unpark.yaml)") { IsFull = true };
                _entries.Add(target.Key, entry = new(new(target, services)));
            }
            entry.Watch.Become(target);
            if (lastAt > entry.LastAt) entry.HeardAt(lastAt, services.Time);
            return entry.Watch;
        }
    }

    public void Expire(PushSettings settings)
    {
        lock (_gate)
        {
            foreach (var (key, entry) in _entries.Where(entry => entry.Value.SilentFor(services.Time) > settings.ExpireAfter).ToList())
            {
                _entries.Remove(key);
                if (entry.Watch.State.LookedAt is not null) Past.Add(entry.Watch.State.Target, entry.LastAt);
                entry.Watch.Retire();
            }
        }
    }

    private sealed class Entry(TargetWatch watch)
    {
        public TargetWatch Watch => watch;

        public DateTimeOffset LastAt { get; private set; }

        private TimeSpan _silentBefore;
        private long _heardAt;

        // By a clock that nobody sets from here on.
        public void HeardAt(DateTimeOffset lastAt, TimeProvider time) => (LastAt, _silentBefore, _heardAt) = (lastAt, time.GetUtcNow() - lastAt, time.GetTimestamp());

        public TimeSpan SilentFor(TimeProvider time) => _silentBefore + time.GetElapsedTime(_heardAt);
    }
}
