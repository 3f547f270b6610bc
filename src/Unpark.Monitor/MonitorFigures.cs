using Unpark.Monitor.Schedule;
using Unpark.Monitor.Store;

namespace Unpark.Monitor;

/// <summary>How the monitor itself is.</summary>
/// <param name="Store">As found at the last tidying; null before it.</param>
public sealed record MonitorFigures(ScheduleFigures Schedule, QueueFigures Samples, StoreUsage? Store);
