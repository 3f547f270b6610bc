namespace Unpark.Findings;

/// <summary>A change of a count over time, in words.</summary>
public static class Rate
{
    /// <summary>"+240 a minute (230 to 250)", "+12.5 an hour"; by the unit in which the figure is neither huge nor tiny.</summary>
    public static string Of(double perHour, double? low, double? high)
    {
        var (unit, factor) = Math.Abs(perHour) switch
        {
            >= 600 => ("a minute", 1 / 60.0),
            >= 1 or 0 => ("an hour", 1.0),
            _ => ("a day", 24.0),
        };
        var (least, most) = (low is null ? "" : Figure(low.Value * factor), high is null ? "" : Figure(high.Value * factor));
        var between = least == most ? "" : $" ({least} to {most})";
        return $"{(perHour > 0 ? "+" : "")}{Figure(perHour * factor)} {unit}{between}";
    }

    // Three digits: more would claim a precision that counts of goroutines do not have.
    private static string Figure(double value) => Math.Abs(value) switch
    {
        >= 100 => FormattableString.Invariant($"{value:#,0}"),
        >= 10 => FormattableString.Invariant($"{value:0.#}"),
        _ => FormattableString.Invariant($"{value:0.##}"),
    };
}
