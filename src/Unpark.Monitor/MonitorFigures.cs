using Unpark.Monitor.Schedule;
using Unpark.Monitor.Store;

namespace Unpark.Monitor;

/// <summary>How the monitor itself is.</summary>
/// <param name="VerdictsPostponed">Verdicts that waited for a later look, because verdicts had had their share of the processor.</param>
/// <param name="Store">As found at the last tidying; null before it.</param>
public sealed record MonitorFigures(ScheduleFigures Schedule, long VerdictsPostponed, QueueFigures Samples, StoreUsage? Store);
