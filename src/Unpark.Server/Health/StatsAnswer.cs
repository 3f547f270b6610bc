using System.Collections.Immutable;
using Unpark.Monitor;

namespace Unpark.Server.Health;

/// <summary>What <c>/debug/stats</c> answers.</summary>
/// <param name="LookLag99Ms">How late looks began, at most, of 99 of the last 100.</param>
internal sealed record StatsAnswer(
    int Targets, int Up, int Services, int Findings, long Looks, long LooksFailed, long LooksMissed, double LookLag99Ms, double LookDuration99Ms, int Workers, int WorkersBusy,
    long SamplesWritten, long SamplesLost, long SamplesWaiting, long? StoreBytes, long AlertMessagesSent, long AlertMessagesFailed,
    long ManagedBytes, long WorkingSetBytes, double ProcessorSeconds, int Threads, ImmutableArray<string> Problems)
{
    public static StatsAnswer Of(FleetMonitor monitor)
    {
        var (targets, figures, alerts) = (monitor.Targets, monitor.Figures, monitor.AlertFigures);
        return new(
            targets.Length, targets.Count(target => target.IsUp), targets.Select(target => target.Target.Service).Distinct().Count(), monitor.Findings.Length,
            figures.Schedule.Looks, figures.Schedule.Failed, figures.Schedule.Missed, figures.Schedule.Late99.TotalMilliseconds, figures.Schedule.Took99.TotalMilliseconds, figures.Schedule.Workers, figures.Schedule.Busy,
            figures.Samples.Written, figures.Samples.Lost, figures.Samples.Waiting, figures.Store?.Bytes, alerts.Sent, alerts.Failed,
            GC.GetTotalMemory(forceFullCollection: false), Environment.WorkingSet, Environment.CpuUsage.TotalTime.TotalSeconds, ThreadPool.ThreadCount, monitor.Problems);
    }
}
