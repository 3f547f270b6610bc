namespace Unpark.Monitor.Store;

/// <summary>A program that sent evidence by itself.</summary>
/// <param name="Version">Empty when it did not say.</param>
/// <param name="LastAt">When it sent for the last time.</param>
public sealed record PushedInstance(string Service, string Instance, string Version, DateTimeOffset LastAt)
{
    /// <summary>Of the target it is: its history and snapshots stand under it.</summary>
    public string Key => $"{Service}/{Instance}";
}
