using Unpark.Monitor.Targets;

namespace Unpark.Monitor.Schedule;

/// <summary>When which target is to be looked at. Holds each target once, so that nothing piles up when looks take longer than there is time for.</summary>
/// <remarks>
/// A target's looks stand at a place of their own within its interval, found by a hash of its key: a thousand targets are asked evenly and
/// not all at once, and each keeps its place when others come and go. Times are since the start of the schedule, on a clock that no step
/// of the wall clock moves.
/// </remarks>
internal sealed class ScrapeSchedule
{
    /// <summary>First looks follow each other so closely: who starts a monitor wants to see something, and the first look at a program costs most.</summary>
    private static readonly TimeSpan FirstLooksApart = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly PriorityQueue<Entry, TimeSpan> _waiting = new();

    /// <summary>Looks that never took place because the one before was too late: what a full queue costs.</summary>
    public long Missed { get; private set; }

    /// <summary>When the next look is due; null when all are under way, or there is no target.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            lock (_gate)
            {
                DropStale();
                return _waiting.TryPeek(out _, out var due) ? due : null;
            }
        }
    }

    /// <summary>These are the targets from now on; those that stay keep their place in time.</summary>
    public void Set(IReadOnlyList<MonitoredTarget> targets, TimeSpan now)
    {
        lock (_gate)
        {
            var wanted = targets.Select(target => target.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var key in _entries.Keys.Where(key => !wanted.Contains(key)).ToList()) _entries.Remove(key);
            var added = targets.Count(target => !_entries.ContainsKey(target.Key));
            foreach (var target in targets)
            {
                if (_entries.TryGetValue(target.Key, out var known) && known.Target.Interval == target.Interval) known.Target = target;
                else Add(target, now + (ShareOf(target.Key) * added * FirstLooksApart));
            }
        }
    }

    /// <summary>Takes the target that has been due for longest; it is not due again before it was given back.</summary>
    public bool TryTake(TimeSpan now, out DueTarget due)
    {
        lock (_gate)
        {
            due = default;
            DropStale();
            if (!_waiting.TryPeek(out var entry, out var at) || at > now) return false;
            _waiting.Dequeue();
            due = new(entry.Target, now - at);
            Missed += (long)((now - at) / entry.Target.Interval);
            return true;
        }
    }

    /// <param name="failures">Looks in a row that failed: each doubles the time until the next.</param>
    public void GiveBack(DueTarget taken, int failures, TimeSpan longestBackOff, TimeSpan now)
    {
        lock (_gate)
        {
            // Taken away, or given another interval, while it was looked at.
            if (!_entries.TryGetValue(taken.Target.Key, out var entry) || entry.Target.Interval != taken.Target.Interval) return;
            var next = failures == 0 ? NextPlace(entry, now) : now + BackOff(entry.Target.Interval, failures, longestBackOff);
            _waiting.Enqueue(entry, next);
        }
    }

    internal static TimeSpan BackOff(TimeSpan interval, int failures, TimeSpan longest) =>
        failures > 20 || interval * Math.Pow(2, failures) > longest ? Longer(interval, longest) : interval * Math.Pow(2, failures);

    /// <summary>Where in its interval a target stands: from 0 to below 1, evenly over all keys.</summary>
    internal static double ShareOf(string key) => (HashOf(key) >> 11) * (1.0 / (1UL << 53));

    private void Add(MonitoredTarget target, TimeSpan due)
    {
        var entry = new Entry(target);
        _entries[target.Key] = entry;
        _waiting.Enqueue(entry, due);
    }

    // Entries whose target is gone, or stands there anew, stay in the heap until they come up.
    private void DropStale()
    {
        while (_waiting.TryPeek(out var entry, out _) && _entries.GetValueOrDefault(entry.Target.Key) != entry) _waiting.Dequeue();
    }

    // At least half an interval away: a late look does not bring the next one close.
    private static TimeSpan NextPlace(Entry entry, TimeSpan now)
    {
        var interval = entry.Target.Interval;
        var place = ShareOf(entry.Target.Key) * interval;
        var turns = Math.Floor((now - place) / interval) + 1;
        var next = place + (turns * interval);
        return next - now < interval / 2 ? next + interval : next;
    }

    // FNV-1a, and the bits of it mixed (as MurmurHash3 ends): keys that differ in their last digit must not stand side by side.
    private static ulong HashOf(string key)
    {
        var hash = 0xcbf29ce484222325;
        foreach (var c in key) hash = unchecked((hash ^ c) * 0x100000001b3);
        hash = unchecked((hash ^ (hash >> 33)) * 0xff51afd7ed558ccd);
        hash = unchecked((hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53);
        return hash ^ (hash >> 33);
    }

    private static TimeSpan Longer(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private sealed class Entry(MonitoredTarget target)
    {
        public MonitoredTarget Target { get; set; } = target;
    }
}
