using Unpark.Monitor.Targets;

namespace Unpark.Monitor.Schedule;

/// <summary>Which targets may be looked at deeply: that stops them, and when all instances of a service leak alike, one of them tells as much as two hundred.</summary>
internal sealed class DeepLookBudget
{
    private const int InstancesOfService = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<(string Target, DateTimeOffset At)>> _taken = new(StringComparer.Ordinal);

    /// <param name="interval">Shortest time between two such looks at one target.</param>
    public bool TryTake(MonitoredTarget target, TimeSpan interval, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (!_taken.TryGetValue(target.Service, out var looks)) _taken.Add(target.Service, looks = []);
            looks.RemoveAll(look => interval.HasPassed(look.At, now));
            if (looks.Count >= InstancesOfService || looks.Exists(look => look.Target == target.Key)) return false;
            looks.Add((target.Key, now));
            return true;
        }
    }
}
