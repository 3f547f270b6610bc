using Unpark.Monitor.Targets;

namespace Unpark.Monitor.Schedule;

/// <summary>A target whose time has come.</summary>
/// <param name="Late">For how long it was due when it was taken.</param>
internal readonly record struct DueTarget(MonitoredTarget Target, TimeSpan Late);
