namespace Unpark.Monitor.Settings;

/// <summary>How much is taken of programs that send by themselves.</summary>
public sealed record PushSettings
{
    public static PushSettings Default { get; } = new();

    /// <summary>Instances that are known at one time.</summary>
    public int MaxInstances { get; init; } = 1000;

    /// <summary>An instance that sent nothing for so long is gone.</summary>
    public TimeSpan ExpireAfter { get; init; } = TimeSpan.FromHours(1);
}
