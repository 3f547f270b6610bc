namespace Unpark.Monitor.Store;

/// <summary>How far the wall clock is believed where age decides what is deleted: a clock that jumps years ahead must not cost the history.</summary>
/// <param name="Now">What is taken for the time.</param>
/// <param name="Doubted">How long the wall clock has been further ahead than it can be.</param>
internal sealed record ClockTrust(DateTimeOffset Now, TimeSpan Doubted)
{
    /// <summary>So far ahead is no reason for doubt.</summary>
    private static readonly TimeSpan Leap = TimeSpan.FromDays(1);

    /// <summary>A clock that keeps to its time for so long is believed whatever it says.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <param name="clock">What the wall clock says now.</param>
    /// <param name="passed">Since the last time, by a clock that nobody sets; zero where nobody was there to measure it.</param>
    public ClockTrust At(DateTimeOffset clock, TimeSpan passed)
    {
        var doubted = Doubted + passed;
        // One that was set back deletes nothing, so it is believed.
        if (clock <= Now + passed + Leap || doubted >= Patience) return new(clock, TimeSpan.Zero);
        return new(Now + passed, doubted);
    }

    /// <summary>Null while the clock is believed.</summary>
    public string? ProblemOf(DateTimeOffset clock) => clock <= Now + Leap
        ? null
        : FormattableString.Invariant($"the clock says {clock.UtcDateTime:yyyy-MM-dd HH:mm}, where {Now.UtcDateTime:yyyy-MM-dd HH:mm} was expected by the last tidying of the store: until it is set right, or three days have passed, nothing is deleted by it");
}
