namespace Unpark.Monitor.Recordings;

/// <summary>Which recordings are kept: all of the last day, one an hour of the last week, one a day before that.</summary>
internal static class Thinning
{
    private static readonly (TimeSpan Age, TimeSpan Width)[] Steps = [(TimeSpan.FromDays(7), TimeSpan.FromDays(1)), (TimeSpan.FromDays(1), TimeSpan.FromHours(1))];

    /// <param name="keep">What is older goes.</param>
    /// <param name="recordings">Of one target, in any order.</param>
    public static IEnumerable<Recording> Surplus(IEnumerable<Recording> recordings, DateTimeOffset now, TimeSpan keep)
    {
        var taken = new HashSet<(TimeSpan Width, long Stretch)>();
        foreach (var recording in recordings.OrderBy(recording => recording.At))
        {
            var age = now - recording.At;
            var width = Array.Find(Steps, step => age >= step.Age).Width;
            // The first of each stretch stays.
            if (age > keep || (width > TimeSpan.Zero && !taken.Add((width, recording.At.UtcTicks / width.Ticks)))) yield return recording;
        }
    }
}
