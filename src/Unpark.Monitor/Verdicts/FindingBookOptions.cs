namespace Unpark.Monitor.Verdicts;

/// <summary>When something counts as news.</summary>
internal sealed record FindingBookOptions
{
    public static FindingBookOptions Default { get; } = new();

    /// <summary>Updates in a row in which a finding is seen before it is told.</summary>
    public int Confirmations { get; init; } = 3;

    /// <summary>A finding that was not seen for so long is gone.</summary>
    public TimeSpan GoneAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A finding that doubled is told again, if it is by so many goroutines.</summary>
    public long LeastGrowth { get; init; } = 10;

    /// <summary>A leak needs time to show in a new version.</summary>
    public TimeSpan JudgeDeploymentAfter { get; init; } = TimeSpan.FromMinutes(30);
}
