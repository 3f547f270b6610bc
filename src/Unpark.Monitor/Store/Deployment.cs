namespace Unpark.Monitor.Store;

/// <summary>A new version of a service.</summary>
/// <param name="Source">How it became known: "label version", "note".</param>
public sealed record Deployment(string Service, DateTimeOffset At, string Version, string Source);
