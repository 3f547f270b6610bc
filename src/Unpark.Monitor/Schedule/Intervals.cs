namespace Unpark.Monitor.Schedule;

/// <summary>Times that come again, by a wall clock that somebody may set.</summary>
internal static class Intervals
{
    /// <summary>It is time again. A clock that was set back is no reason to wait until it has caught up.</summary>
    /// <param name="before">Null: it never was.</param>
    public static bool HasPassed(this TimeSpan interval, DateTimeOffset? before, DateTimeOffset now) => before is not { } last || now - last >= interval || now < last;
}
