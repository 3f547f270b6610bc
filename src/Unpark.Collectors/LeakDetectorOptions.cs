namespace Unpark.Collectors;

/// <summary>What a caller may decide about a leak check.</summary>
public sealed record LeakDetectorOptions
{
    public static LeakDetectorOptions Default { get; } = new();

    /// <summary>How long goroutines get to end by themselves. Only a program that still has new ones makes a check last so long.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After so many looks in a row without a change, what is left is taken for leaked. Each pause is twice the one before: five last 1.5 s.</summary>
    public int UnchangedLooks { get; init; } = 5;

    /// <summary>How long one look may stop the program. A traceback that would take longer gives way to a comparison by counts.</summary>
    public TimeSpan AllowStop { get; init; } = TimeSpan.FromMilliseconds(100);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
