namespace Unpark.Monitor.Store;

/// <summary>What a store holds.</summary>
/// <param name="Bytes">On disk, as far as the store can tell.</param>
/// <param name="Problem">Why what is old may not go, in a sentence; null when it does.</param>
public sealed record StoreUsage(long Bytes, long Targets, long Sites, long Snapshots, string? Problem = null);
