namespace Unpark.Findings;

/// <summary>What the ages of the goroutines at one place say of how they came there, from one dump.</summary>
/// <param name="PerHour">How many came an hour; null where the ages give no rate.</param>
/// <param name="Low">In 95 of 100 cases the true rate is no lower; null where <paramref name="PerHour"/> is.</param>
/// <param name="High">In 95 of 100 cases the true rate is no higher; null where <paramref name="PerHour"/> is.</param>
/// <param name="Basis">What it rests on: "162 came after the oldest, which waits for 12 minutes; the program is at least 13 minutes old".</param>
public sealed record AgePattern(AgeShape Shape, double? PerHour, double? Low, double? High, string Basis);

/// <summary>Shape of a distribution of ages.</summary>
public enum AgeShape
{
    /// <summary>None of the others.</summary>
    Unclear,

    /// <summary>Ages of every length up to the oldest: one came after another.</summary>
    Accumulating,

    /// <summary>All as old as the program: a pool that was started with it.</summary>
    AtStart,

    /// <summary>Nearly all of one age: they came together.</summary>
    Burst,
}
