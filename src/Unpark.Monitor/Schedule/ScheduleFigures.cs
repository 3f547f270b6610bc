namespace Unpark.Monitor.Schedule;

/// <summary>How the looks keep up with their times.</summary>
/// <param name="Looks">Since the start.</param>
/// <param name="Failed">Of them.</param>
/// <param name="Missed">That never took place because those before were too late: more work is wanted than there are workers, or time, for.</param>
/// <param name="Busy">Workers at work.</param>
/// <param name="LateSum">How late all looks began, added up.</param>
/// <param name="TookSum">How long all looks took, added up.</param>
/// <param name="LateMedian">How late the last thousand looks began.</param>
/// <param name="Late99">What 99 of 100 of them did not exceed.</param>
/// <param name="TookMedian">How long they took.</param>
/// <param name="Took99">What 99 of 100 of them did not exceed.</param>
public sealed record ScheduleFigures(long Looks, long Failed, long Missed, int Busy, int Workers, TimeSpan LateSum, TimeSpan TookSum, TimeSpan LateMedian, TimeSpan Late99, TimeSpan TookMedian, TimeSpan Took99);
