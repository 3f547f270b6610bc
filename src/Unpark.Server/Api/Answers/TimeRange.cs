namespace Unpark.Server.Api.Answers;

/// <summary>A stretch of time, divided into equal parts where it is drawn.</summary>
internal readonly record struct TimeRange(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;

    /// <summary>As a store divides it.</summary>
    public int PartOf(DateTimeOffset time, int parts) =>
        (int)Math.Clamp((time - From).TotalMilliseconds * parts / Math.Max(1, Length.TotalMilliseconds), 0, parts - 1);

    /// <summary>Seconds since 1970 at the begin of a part.</summary>
    public long StartOf(int part, int parts) => From.ToUnixTimeSeconds() + (long)(Length.TotalSeconds * part / parts);
}
