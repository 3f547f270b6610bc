using Unpark.Monitor.Store;

namespace Unpark.Monitor.Verdicts;

/// <summary>A finding as it is from now on.</summary>
/// <param name="Event">What is to be told; null when nothing happened that is news.</param>
internal sealed record FindingChange(FindingRecord Record, MonitorEvent? Event);
