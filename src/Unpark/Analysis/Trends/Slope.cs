namespace Unpark.Analysis.Trends;

/// <summary>Change of a count an hour (a moment, without times), with the interval that holds the true one in 95 of 100 cases.</summary>
internal sealed record Slope(double PerHour, double Low, double High)
{
    public static Slope None { get; } = new(0, 0, 0);
}
