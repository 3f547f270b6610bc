namespace Unpark.Analysis.Ages;

/// <summary>How the goroutines that wait at one place came there, read off their ages.</summary>
internal enum ArrivalShape
{
    /// <summary>The ages fit none of the others.</summary>
    Unclear,

    /// <summary>One after another, at an even pace: ages of every length.</summary>
    Accumulating,

    /// <summary>All at once when the program began, as a pool does: all as old as the program.</summary>
    AtStart,

    /// <summary>Nearly all within a short time.</summary>
    Burst,
}
