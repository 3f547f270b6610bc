using System.Collections.Immutable;
using Unpark.Monitor.Targets;

namespace Unpark.Monitor.Pushed;

/// <summary>Instances that sent by themselves once and are silent by now: there is nothing to judge, and history to show.</summary>
internal sealed class PastInstances
{
    /// <summary>Of one service: a job that has a new name every time would fill a page.</summary>
    private const int InstancesOfService = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<(MonitoredTarget Target, DateTimeOffset LastAt)>> _services = new(StringComparer.Ordinal);

    /// <summary>In the order of their names; instances latest first.</summary>
    public ImmutableArray<ServiceState> Services
    {
        get
        {
            lock (_gate) return [.. _services.Keys.Order(StringComparer.Ordinal).Select(StateOf)];
        }
    }

    /// <summary>Null when none of its instances is remembered.</summary>
    public ServiceState? Service(string name)
    {
        lock (_gate) return _services.ContainsKey(name) ? StateOf(name) : null;
    }

    public void Add(MonitoredTarget target, DateTimeOffset lastAt)
    {
        lock (_gate)
        {
            if (!_services.TryGetValue(target.Service, out var instances)) _services.Add(target.Service, instances = []);
            instances.RemoveAll(instance => instance.Target.Key == target.Key);
            instances.Insert(instances.TakeWhile(instance => instance.LastAt > lastAt).Count(), (target, lastAt));
            if (instances.Count > InstancesOfService) instances.RemoveAt(InstancesOfService);
        }
    }

    /// <summary>What was kept of those that sent before is deleted.</summary>
    public void Forget(DateTimeOffset before)
    {
        lock (_gate)
        {
            foreach (var (name, instances) in _services.ToList())
            {
                instances.RemoveAll(instance => instance.LastAt < before);
                if (instances.Count == 0) _services.Remove(name);
            }
        }
    }

    private ServiceState StateOf(string name) => new(name, [.. _services[name].Select(instance => StateOf(instance.Target, instance.LastAt))], 0, null);

    private static TargetState StateOf(MonitoredTarget target, DateTimeOffset lastAt) => new()
    {
        Target = target,
        LookedAt = lastAt,
        Problem = FormattableString.Invariant($"{target.Key} has sent nothing since {lastAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: this is its history"),
    };
}
